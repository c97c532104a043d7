import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { cleanup } from "./cleanup.ts";
import { mark } from "./processOwner.ts";
import { tempFolder } from "./tempFolder.ts";

export interface Login {
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** Docker's key for Docker Hub. */
const keyOf = (host: string): string =>
  host === "docker.io" ? "https://index.docker.io/v1/" : host;

const configText = ({ host, username, password }: Login): string =>
  JSON.stringify({
    auths: {
      [keyOf(host)]: { auth: Buffer.from(`${username}:${password}`, "utf8").toString("base64") },
    },
  });

/**
 * Sets names of this process's environment for as long as `work` runs; processes started in it
 * inherit them.
 */
const withEnvironment = async <T>(
  names: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> => {
  const before = Object.keys(names).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, names);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/**
 * Runs `work` with these credentials in a folder that only this user can read, named by
 * DOCKER_CONFIG and REGISTRY_AUTH_FILE, and removes the folder afterwards, also when `work` fails.
 * The user's own configuration is not touched: docker's plugins and buildx's builders are still
 * found through it.
 */
export const withPrivateLogin = async <T>(
  login: Login | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  if (login === undefined) return work();
  const folder = await mkdtemp(
    join(process.env["RUNNER_TEMP"] ?? tempFolder(), `dl-env-login-${mark()}-`),
  );
  cleanup.folders.add(folder);
  const usual = process.env["DOCKER_CONFIG"] || join(homedir(), ".docker");
  const file = join(folder, "config.json");
  try {
    await chmod(folder, 0o700);
    await writeFile(file, configText(login), { mode: 0o600 });
    if (existsSync(join(usual, "cli-plugins")))
      await symlink(join(usual, "cli-plugins"), join(folder, "cli-plugins"));
    const names = {
      DOCKER_CONFIG: folder,
      REGISTRY_AUTH_FILE: file,
      BUILDX_CONFIG: process.env["BUILDX_CONFIG"] || join(usual, "buildx"),
    };
    return await withEnvironment(names, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
    cleanup.folders.delete(folder);
  }
};
