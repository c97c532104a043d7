import { a as gatherSelinux, x as valueOf } from "./gatherSystem.js";
import { i as withFolder } from "./tarHeader.js";
import { a as disablesLabel, n as containerArgv } from "./containerArgv.js";
import { join } from "node:path";
// src/container/podmanTrial.ts
/**
* The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`.
*/
const lastLine = (text) => {
	const last = text.trim().split("\n").at(-1) ?? "";
	return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};
/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 6e4;
/**
* Folders of the host that a program of the host needs; they are mounted into an otherwise empty
* root.
*/
const HOST_FOLDERS = [
	"/bin",
	"/lib",
	"/lib64",
	"/usr"
];
/** The network that a process is in: a link to a number. */
const NETWORK = "/proc/self/ns/net";
/**
* The host's own `readlink` in a container without an image: whether runtime, limits, cgroups and
* network do, and which network it is in.
*/
const trialRun = (rootfs, folders, network) => ({
	image: { rootfs },
	mounts: folders.map((folder) => ({
		kind: "bind",
		source: folder,
		target: folder,
		readOnly: true
	})),
	...network === void 0 ? {} : { network },
	command: ["/usr/bin/readlink", NETWORK]
});
/**
* An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must
* be mounted.
*/
const makeRoot = async (sys, root) => {
	const mounts = [];
	for (const folder of [
		"/etc",
		"/proc",
		"/sys",
		"/dev",
		"/tmp",
		"/run"
	]) await sys.files.makeDir(root + folder);
	for (const folder of HOST_FOLDERS) {
		const found = await sys.files.stat(folder);
		if (found?.kind === "symlink") await sys.files.link(await sys.files.readLink(folder), root + folder);
		if (found?.kind !== "directory") continue;
		await sys.files.makeDir(root + folder);
		mounts.push(folder);
	}
	return mounts;
};
/**
* Starts one container that says which network it is in: as podman is configured, or in the host's.
*/
const tryContainer = (sys, { argv, env }, network) => withFolder(sys, void 0, async (folder) => {
	await sys.files.chmod(folder, 493);
	const root = join(folder, "root");
	const run = trialRun(root, await makeRoot(sys, root), network);
	const labelDisabled = disablesLabel(valueOf(await gatherSelinux(sys)) === "enforcing", run);
	const result = await sys.processes.run(containerArgv({
		name: "podman",
		argv
	}, {
		...run,
		labelDisabled
	}), {
		cwd: folder,
		env,
		timeout: PATIENCE
	});
	if (result.timedOut) return { why: "a container did not start within a minute" };
	if (result.code !== 0) return { why: lastLine(result.stderr) };
	const own = await sys.files.readLink(NETWORK).catch(() => "");
	return { bridge: result.stdout.trim() !== own };
});
export { tryContainer as n, lastLine as t };
