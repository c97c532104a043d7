// What a client fetches and keeps when an image is pulled again after its apt packages, its base,
// one of its wheels, or a small one that is released often changed: with the base right below the
// system layer, and at the bottom. Synthetic layers of real sizes that do not compress; podman and
// docker where they are there, through a proxy that counts, from distribution 2.8 on loopback.
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LayerSpec, StoredLayer } from "../src/image/recipe.ts";
import { storeLayer } from "../src/layer/storedLayers.ts";
import { linkImage } from "../src/publish/linkImage.ts";
import { readBaseIn } from "../src/registry/baseImage.ts";
import { openRepository } from "../src/registry/openRepository.ts";
import { copyBase, type StoredBase } from "../src/registry/storedBase.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { startDistribution } from "../test/fakes/distribution.ts";
import { startPrivateDocker } from "../test/fakes/privateDocker.ts";
import { startPrivatePodman } from "../test/fakes/privatePodman.ts";
import { madeLayer, putBase, recipeOf, systemSpec, wheelSpec } from "../test/publish/images.ts";

const MEGA = 1e6;
/** Compressed sizes in MB, as an image with pandas, scikit-learn and matplotlib has them. */
const WHEELS = [35, 35, 17, 12, 12, 10, 9, 8, 8];
const BASE = [30, 25];
const SYSTEM = 40;
/** Small wheels that are released often, above the system layer, the least on top. */
const FREQUENT = [1, 0.8, 0.4, 0.3];
/** An engine with an image store of its own, or the one that `. env.sh` of .ci/engines names. */
interface Client {
  readonly call: (...words: string[]) => Promise<string>;
  /** Folder of what it keeps. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

const run = promisify(execFile);

const docker = async (
  env: Readonly<Record<string, string>>,
  close: () => Promise<void>,
): Promise<Client> => {
  const call = async (...words: string[]): Promise<string> =>
    (await run("docker", words, { env: { ...process.env, ...env } })).stdout;
  return { call, folder: (await call("info", "-f", "{{.DockerRootDir}}")).trim(), close };
};

/** By name; a start says in a sentence why there is none. */
const CLIENTS: Readonly<Record<string, () => Promise<Client | { readonly why: string }>>> = {
  podman: async () => {
    const { call, close } = await startPrivatePodman();
    const pullable = (...words: string[]): Promise<string> =>
      call(...words, ...(words[0] === "pull" ? ["--tls-verify=false"] : []));
    return {
      call: pullable,
      folder: (await call("info", "-f", "{{.Store.GraphRoot}}")).trim(),
      close,
    };
  },
  "docker (classic store)": async () => {
    const started = await startPrivateDocker();
    return "why" in started ? started : docker(started.env, started.close);
  },
  "docker (containerd)": () => docker({}, () => Promise.resolve()),
};

const sys = realSystem();
const dir = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
const hub = await startDistribution();

/** Passes requests on and counts the bytes of blobs that it answers. */
const counting = async (): Promise<{ host: string; bytes: () => number; server: Server }> => {
  let bytes = 0;
  const server = createServer((asked, answer) => {
    const [host = "", port = ""] = hub.host.split(":");
    const passed = request(
      { host, port, path: asked.url, method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        if (asked.url?.includes("/blobs/") === true)
          got.on("data", (chunk: Buffer) => (bytes += chunk.length));
        got.pipe(answer);
      },
    );
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    server,
  };
};

const store = openRepository(sys)(`${hub.host}/bench/store`);
const to = openRepository(sys)(`${hub.host}/bench/images`);

let files = 0;
const layer = async (spec: LayerSpec, size: number, path: string): Promise<StoredLayer> => {
  files += 1;
  const made = await madeLayer(dir, `${spec.key}-${files}`, { [path]: randomBytes(size * MEGA) });
  return storeLayer(sys, store, { spec, made });
};

const baseOf = async (name: string, sizes: readonly number[]): Promise<StoredBase> => {
  await putBase(
    store,
    name,
    sizes.map((size, index) => ({ [`usr/lib/base${index}`]: randomBytes(size * MEGA) })),
  );
  return copyBase(await readBaseIn(store, name, name), store);
};

const wheelsOf = async (
  name: string,
  sizes: readonly number[],
): Promise<{ readonly specs: readonly LayerSpec[]; readonly layers: readonly StoredLayer[] }> => {
  const specs: LayerSpec[] = sizes.map((_, index) => wheelSpec(`${name}-${index}`));
  const layers: StoredLayer[] = [];
  for (const [index, spec] of specs.entries())
    layers.push(await layer(spec, sizes[index] ?? 1, `opt/venv/${name}${index}`));
  return { specs, layers };
};
const { specs: wheels, layers: wheelLayers } = await wheelsOf("wheel", WHEELS);
const frequent = await wheelsOf("frequent", FREQUENT);
const system = systemSpec("sha256:one");
const [base, repushed] = [await baseOf("one", BASE), await baseOf("two", BASE)];
const systemLayer = await layer(system, SYSTEM, "usr/lib/apt");
const laterApt = systemSpec("sha256:two");
const laterSystem = await layer(laterApt, SYSTEM, "usr/lib/apt");
const middle = 4;
const newWheel = wheelSpec("wheel-new");
const newFrequent = await layer(wheelSpec("frequent-new"), FREQUENT[2] ?? 1, "opt/venv/frequent2");
const newWheelLayer = await layer(newWheel, WHEELS[middle] ?? 1, `opt/venv/wheel${middle}`);

const replaced = <T>(list: readonly T[], index: number, by: T): T[] =>
  list.map((one, at) => (at === index ? by : one));

interface Image {
  readonly base: StoredBase;
  readonly specs: readonly LayerSpec[];
  readonly layers: readonly StoredLayer[];
}

const first: Image = {
  base,
  specs: [...wheels, system, ...frequent.specs],
  layers: [...wheelLayers, systemLayer, ...frequent.layers],
};

/** The first image with one layer replaced. */
const changed = (index: number, spec: LayerSpec, by: StoredLayer): Image => ({
  base,
  specs: replaced(first.specs, index, spec),
  layers: replaced(first.layers, index, by),
});

/** Image by image: what it is made of. */
const IMAGES: Readonly<Record<string, Image>> = {
  first,
  "apt alone": changed(wheels.length, laterApt, laterSystem),
  "base pushed again": { ...first, base: repushed },
  [`one wheel of ${WHEELS[middle]} MB`]: changed(middle, newWheel, newWheelLayer),
  [`one frequent of ${FREQUENT[2]} MB`]: changed(
    wheels.length + 3,
    wheelSpec("frequent-new"),
    newFrequent,
  ),
};

const linked = async (isBaseFirst: boolean): Promise<Map<string, string>> => {
  const digests = new Map<string, string>();
  for (const [name, { base: onto, specs, layers }] of Object.entries(IMAGES)) {
    const recipe = recipeOf(specs);
    const { digest } = await linkImage({ recipe, base: onto, layers, store, to, isBaseFirst });
    digests.set(name, digest);
  }
  return digests;
};

const used = (folder: string): number =>
  Number(spawnSync("du", ["-sB1", folder], { encoding: "utf8" }).stdout.split("\t")[0]) / MEGA;

interface Cost {
  readonly fetched: number;
  readonly disk: number;
  readonly seconds: number;
}

/** MB and seconds that `second` costs where `first` was pulled before. */
const cost = async (
  { call, folder }: Client,
  [first, second]: readonly [string, string],
): Promise<Cost> => {
  const proxy = await counting();
  const names = [first, second].map((digest) => `${proxy.host}/bench/images@${digest}`);
  try {
    await call("pull", "-q", names[0] ?? "");
    const [bytes, disk] = [proxy.bytes(), used(folder)];
    const started = performance.now();
    await call("pull", "-q", names[1] ?? "");
    return {
      seconds: (performance.now() - started) / 1000,
      fetched: (proxy.bytes() - bytes) / MEGA,
      disk: used(folder) - disk,
    };
  } finally {
    for (const name of names) await call("rmi", name).catch(() => undefined);
    proxy.server.close();
  }
};

const measure = async (
  name: string,
  start: () => Promise<Client | { readonly why: string }>,
  orders: Readonly<Record<string, ReadonlyMap<string, string>>>,
): Promise<void> => {
  for (const [order, images] of Object.entries(orders)) {
    const first = images.get("first") ?? "";
    for (const [change, digest] of [...images].slice(1)) {
      const client = await start();
      if ("why" in client) {
        console.log(`${name}: not measured: ${client.why}`);
        return;
      }
      try {
        const { fetched, disk, seconds } = await cost(client, [first, digest]);
        console.log(
          `${name.padEnd(22)} | ${order.padEnd(18)} | ${change.padEnd(18)} | ${fetched.toFixed(1)} MB fetched, ${disk.toFixed(1)} MB of disk, ${seconds.toFixed(1)} s`,
        );
      } finally {
        await client.close();
      }
    }
  }
};

try {
  const orders = {
    "base below system": await linked(false),
    "base at the bottom": await linked(true),
  };
  const sizes = [...WHEELS, ...BASE, SYSTEM, ...FREQUENT];
  const size = sizes.reduce((sum, one) => sum + one, 0).toFixed(0);
  console.log(`image of ${size} MB in ${sizes.length} layers`);
  for (const [name, start] of Object.entries(CLIENTS)) await measure(name, start, orders);
} finally {
  await hub.close();
  await rm(dir, { recursive: true, force: true });
}
