import { r as unreachable } from "./error.js";
import { a as gatherSelinux, x as valueOf } from "./gatherSystem.js";
import { r as probeDocker, t as probePodman } from "./podmanProbe.js";
// src/container/chooseRuntime.ts
const enforces = async (sys) => valueOf(await gatherSelinux(sys)) === "enforcing" ? { selinux: true } : {};
/**
* What runs and loads images here: podman if a container runs in it, else docker if its daemon
* answers; or only the one asked for. `work` is a folder that lasts as long as the runtime is used.
* Rejects with `no-runtime`.
*/
const chooseRuntime = async (sys, work, asked) => {
	const podman = asked === "docker" ? void 0 : await probePodman(sys, work);
	if (podman?.ok === true) {
		const { argv, env, version, bridge } = podman.call;
		return {
			name: "podman",
			version,
			argv,
			env,
			...bridge ? {} : { hostNetwork: true },
			...await enforces(sys)
		};
	}
	const docker = asked === "podman" ? void 0 : await probeDocker(sys);
	if (docker?.ok === true) return {
		name: "docker",
		...docker.call,
		...await enforces(sys)
	};
	throw unreachable({
		code: "no-runtime",
		message: `No container can be run here: ${[podman?.why, docker?.why].filter((why) => why !== void 0).join("; ")}.`,
		hint: "See what this host lacks, and how to fix it: dl-env doctor"
	});
};
export { chooseRuntime as t };
