import { r as unreachable } from "./error.js";
// src/container/installPodman.ts
/** Another apt may be at work: it is waited for, this many seconds. */
const APT_LOCK_SECONDS = 300;
/**
* Whether packages can be installed here without asking anyone: root, and Debian's or Ubuntu's apt.
*/
const canInstall = async (sys) => sys.env.uid === 0 && await sys.processes.find("apt-get") !== void 0;
const apt = (argv) => [
	"apt-get",
	"-q",
	"-o",
	`DPkg::Lock::Timeout=${APT_LOCK_SECONDS}`,
	...argv
];
/** Package managers, by the program that shows which one a host has. */
const MANAGERS = [
	["apt-get", "sudo apt-get install"],
	["dnf", "sudo dnf install"],
	["zypper", "sudo zypper install"],
	["pacman", "sudo pacman -S"]
];
/**
* What to type on this host to install packages, whose names may differ by package manager;
* undefined where none is known.
*/
const installCommand = async (sys, packages, others = {}) => {
	for (const [program, command] of MANAGERS) if (await sys.processes.find(program) !== void 0) return `${command} ${others[program] ?? packages}`;
};
/** The same as a hint. */
const installHint = async (sys, packages) => {
	const command = await installCommand(sys, packages);
	return command === void 0 ? `Install it with this system's package manager, then check: ${packages.split(" ")[0] ?? packages} --version` : `Type: ${command}`;
};
/**
* Makes sure that `program` is there: installed by apt where that can be, else `program-missing`
* with what to type. Returns whether it installed.
*/
const installWithApt = async (sys, program, packages) => {
	if (await sys.processes.find(program) !== void 0) return false;
	const missing = {
		code: "program-missing",
		message: `The program ${program} was not found.`,
		hint: await installHint(sys, packages.join(" "))
	};
	if (!await canInstall(sys)) throw unreachable(missing);
	const env = { DEBIAN_FRONTEND: "noninteractive" };
	sys.log.info(`Installing ${packages.join(", ")} with apt.`);
	await sys.processes.run(apt(["update"]), {
		cwd: "/",
		env
	});
	const result = await sys.processes.run(apt([
		"install",
		"-y",
		"--no-install-recommends",
		...packages
	]), {
		cwd: "/",
		env
	});
	if (result.code !== 0) throw unreachable({
		code: "install-failed",
		message: `apt could not install ${packages.join(", ")}.`,
		hint: `To see why, type: apt-get install ${packages.join(" ")}`
	}, { cause: new Error(`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-15).join("\n")) });
	return true;
};
/** What podman needs beside itself on a small Debian or Ubuntu: a runtime, networks, an init. */
const PODMAN_PACKAGES = [
	"podman",
	"runc",
	"netavark",
	"aardvark-dns",
	"iptables",
	"catatonit"
];
/**
* Installs podman by apt where that can be; returns whether it did. Rejects with what to type
* elsewhere.
*/
const installPodman = (sys) => installWithApt(sys, "podman", PODMAN_PACKAGES);
export { installPodman as n, installWithApt as r, installCommand as t };
