export const id = 683;
export const ids = [683];
export const modules = {

/***/ 9245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ds: () => (/* binding */ majorOf),
/* harmony export */   Hs: () => (/* binding */ minorOf),
/* harmony export */   Jo: () => (/* binding */ isUnder),
/* harmony export */   Zy: () => (/* binding */ compareVersions)
/* harmony export */ });
/** Compares versions of dotted numbers (CUDA, Ubuntu, Python, drivers): negative when `a` is older. Text that is no number sorts first. */
const compareVersions = (a, b) => {
    const left = a.split(".");
    const right = b.split(".");
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
        const difference = numberAt(left, index) - numberAt(right, index);
        if (difference !== 0)
            return difference;
    }
    return 0;
};
const numberAt = (parts, index) => {
    const part = parts[index];
    if (part === undefined)
        return 0;
    return /^\d+$/.test(part) ? Number(part) : -1;
};
/** `12.8.1` -> `12.8` */
const minorOf = (version) => {
    const end = version.indexOf(".", version.indexOf(".") + 1);
    return end === -1 ? version : version.slice(0, end);
};
/** `12.8.1` -> `12` */
const majorOf = (version) => version.split(".")[0] ?? version;
/** Whether `version` is `prefix` or one of its releases: 12.8.1 is under 12.8, 12.81 is not. */
const isUnder = (version, prefix) => version === prefix || version.startsWith(`${prefix}.`);


/***/ }),

/***/ 4019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OT: () => (/* binding */ dockerHasBridge),
/* harmony export */   he: () => (/* binding */ probeBuildx)
/* harmony export */ });
/* unused harmony export buildxTrialArgv */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _registry_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7410);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5418);
/* harmony import */ var _install_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5782);
/* harmony import */ var _withFolder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8709);






/** Milliseconds; a builder may first have to be started. */
const PATIENCE = 180_000;
const CREATE = "docker buildx create --use --name dl-env --driver docker-container --bootstrap";
/** Builds on an empty base from a layout and writes a layout: all that a builder must be able to do for us. */
const buildxTrialArgv = (buildx, context, digest, result) => [
    ...buildx,
    "build",
    "--progress=plain",
    "--provenance=false",
    "--sbom=false",
    `--build-context=base=oci-layout://${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base")}@${digest}`,
    `--output=type=oci,tar=false,dest=${result}`,
    "--file",
    (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "Containerfile"),
    context,
];
const writeTrial = async (sys, context) => {
    const config = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({ architecture: "amd64", os: "linux", config: {}, rootfs: { type: "layers", diff_ids: [] } });
    const manifest = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({ schemaVersion: 2, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG, config: { mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_CONFIG */ .TF, digest: (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(config), size: config.byteLength }, layers: [] });
    const digest = (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(manifest);
    for (const blob of [config, manifest])
        await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "blobs", "sha256", (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(blob).slice("sha256:".length)), blob);
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "index.json"), JSON.stringify({ schemaVersion: 2, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_INDEX */ .$p, manifests: [{ mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG, digest, size: manifest.byteLength }] }));
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "Containerfile"), "FROM base\nCOPY Containerfile /trial\n");
    return digest;
};
const lastError = (text) => (text.trim().split("\n").findLast((line) => /error/i.test(line)) ?? text.trim().split("\n").at(-1) ?? "").replace(/^ERROR: /, "").replace(/\.$/, "");
/** Whether dockerd has the bridge that its containers and builds use by default; a daemon may run without. */
const dockerHasBridge = async (sys) => (await sys.processes.run(["docker", "network", "inspect", "bridge"])).code === 0;
/** BuildKit inside dockerd uses dockerd's bridge; a builder of its own has a network of its own. */
const needsHostNetwork = async (sys, argv) => {
    const { stdout } = await sys.processes.run([...argv, "inspect"]);
    return /^Driver:\s+docker$/m.test(stdout) && !(await dockerHasBridge(sys));
};
/** Whether there is a buildx with a builder that reads and writes OCI layouts, by letting it do so once (0.3 s). */
const probeBuildx = async (sys) => {
    const install = (packages, fedora) => (0,_install_js__WEBPACK_IMPORTED_MODULE_3__/* .installCommand */ .Je)(sys, packages, { dnf: fedora, zypper: "docker docker-buildx", pacman: "docker docker-buildx" }).then((command) => command ?? "docker buildx version");
    if ((await sys.processes.find("docker")) === undefined)
        return { ok: false, why: "docker is not installed", hint: await install("docker.io docker-buildx", "moby-engine docker-buildx") };
    const argv = ["docker", "buildx"];
    const said = await sys.processes.run([...argv, "version"]);
    const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(said.stdout)?.[1];
    if (said.code !== 0 || version === undefined)
        return { ok: false, why: "docker has no buildx", hint: await install("docker-buildx", "docker-buildx") };
    return (0,_withFolder_js__WEBPACK_IMPORTED_MODULE_5__/* .withFolder */ .Z)(sys, undefined, async (folder) => {
        const context = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "context");
        const digest = await writeTrial(sys, context);
        const result = await sys.processes.run(buildxTrialArgv(argv, context, digest, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "result")), { timeout: PATIENCE });
        if (result.code === 0)
            return { ok: true, call: { argv, env: {}, version, hostNetwork: await needsHostNetwork(sys, argv) } };
        if (/cannot connect|is the docker daemon running|connection refused|permission denied while/i.test(result.stderr)) {
            return { ok: false, why: "docker's daemon cannot be reached", hint: "sudo systemctl start docker" };
        }
        return { ok: false, why: `buildx ${version} has no builder that reads and writes OCI layouts: ${lastError(result.stderr)}`, hint: CREATE };
    });
};


/***/ }),

/***/ 5782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Je: () => (/* binding */ installCommand),
/* harmony export */   j_: () => (/* binding */ installWithApt)
/* harmony export */ });
/* unused harmony exports canInstall, installHint, installPodman */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

/** Another apt may be at work: it is waited for, this many seconds. */
const APT_LOCK_SECONDS = 300;
/** Whether packages can be installed here without asking anyone: root, and Debian's or Ubuntu's apt. */
const canInstall = async (sys) => sys.env.uid === 0 && (await sys.processes.find("apt-get")) !== undefined;
const apt = (argv) => ["apt-get", "-q", "-o", `DPkg::Lock::Timeout=${APT_LOCK_SECONDS}`, ...argv];
/** Package managers, by the program that shows which one a host has. */
const MANAGERS = [
    ["apt-get", "sudo apt-get install"],
    ["dnf", "sudo dnf install"],
    ["zypper", "sudo zypper install"],
    ["pacman", "sudo pacman -S"],
];
/** What to type on this host to install packages, whose names may differ by package manager; undefined where none is known. */
const installCommand = async (sys, packages, others = {}) => {
    for (const [program, command] of MANAGERS)
        if ((await sys.processes.find(program)) !== undefined)
            return `${command} ${others[program] ?? packages}`;
    return undefined;
};
/** The same as a hint. */
const installHint = async (sys, packages) => {
    const command = await installCommand(sys, packages);
    return command === undefined ? `Install it with this system's package manager, then check: ${packages.split(" ")[0] ?? packages} --version` : `Type: ${command}`;
};
/** Makes sure that `program` is there: installed by apt where that can be, else `program-missing` with what to type. Returns whether it installed. */
const installWithApt = async (sys, program, packages) => {
    if ((await sys.processes.find(program)) !== undefined)
        return false;
    const missing = { code: "program-missing", message: `The program ${program} was not found.`, hint: await installHint(sys, packages.join(" ")) };
    if (!(await canInstall(sys)))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)(missing);
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    sys.log.info(`Installing ${packages.join(", ")} with apt.`);
    await sys.processes.run(apt(["update"]), { env });
    const result = await sys.processes.run(apt(["install", "-y", "--no-install-recommends", ...packages]), { env });
    if (result.code !== 0) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "install-failed", message: `apt could not install ${packages.join(", ")}.`, hint: `To see why, type: apt-get install ${packages.join(" ")}` }, { cause: new Error(`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-15).join("\n")) });
    }
    return true;
};
/** What podman needs beside itself on a small Debian or Ubuntu: a runtime, networks, an init. */
const PODMAN_PACKAGES = (/* unused pure expression or super */ null && (["podman", "runc", "netavark", "aardvark-dns", "iptables", "catatonit"]));
/** Installs podman by apt where that can be; returns whether it did. Rejects with what to type elsewhere. */
const installPodman = (sys) => installWithApt(sys, "podman", PODMAN_PACKAGES);


/***/ }),

/***/ 1518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ probePodman)
});

// UNUSED EXPORTS: podmanTrialArgv

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/src/engine/containersConf.js
/** podman's own defaults for the two limits it raises: raising one above the hard limit needs CAP_SYS_RESOURCE. */
const DEFAULT_FILES = 1_048_576;
const DEFAULT_PROCESSES = 4_194_304;
/** More than this no container of ours needs, and pid_max is often 32768. */
const ENOUGH_FILES = 65_536;
const ENOUGH_PROCESSES = 16_384;
const limit = (hard, enough) => Math.min(hard ?? enough, enough);
const lowLimits = (host) => (host.files ?? DEFAULT_FILES) < DEFAULT_FILES || (host.processes ?? DEFAULT_PROCESSES) < DEFAULT_PROCESSES;
const containersSection = (host) => [
    "[containers]",
    ...(lowLimits(host)
        ? [`default_ulimits = ["nofile=${limit(host.files, ENOUGH_FILES)}:${limit(host.files, ENOUGH_FILES)}", "nproc=${limit(host.processes, ENOUGH_PROCESSES)}:${limit(host.processes, ENOUGH_PROCESSES)}"]`]
        : []),
    ...(host.netavark || host.cni ? [] : ['netns = "host"']),
];
const engineSection = (host) => [
    "[engine]",
    ...(host.runc && (!host.crun || !host.unifiedCgroups) ? ['runtime = "runc"'] : []),
    ...(host.systemd ? [] : ['cgroup_manager = "cgroupfs"', 'events_logger = "file"']),
];
const networkSection = (host) => (host.netavark ? ["[network]", 'network_backend = "netavark"'] : []);
/** A containers.conf for podman on this host, with what the host needs said and everything else left to podman. Pure. */
const containersConf = (host) => [...containersSection(host), ...engineSection(host), ...networkSection(host), ""].join("\n");
const hardLimit = (limits, name) => {
    const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(limits)?.[1];
    return value === undefined || value === "unlimited" ? undefined : Number(value);
};
const someFile = async (sys, paths) => {
    for (const path of paths)
        if ((await sys.files.stat(path)) !== undefined)
            return true;
    return false;
};
/** Looks at this host: small files below /proc, /sys and /usr; no process is run. */
const readContainerHost = async (sys) => {
    const limits = (await sys.files.readText("/proc/self/limits")) ?? "";
    const files = hardLimit(limits, "Max open files");
    const processes = hardLimit(limits, "Max processes");
    return {
        ...(files === undefined ? {} : { files }),
        ...(processes === undefined ? {} : { processes }),
        unifiedCgroups: (await sys.files.stat("/sys/fs/cgroup/cgroup.controllers")) !== undefined,
        systemd: (await sys.files.stat("/run/systemd/system")) !== undefined,
        crun: (await sys.processes.find("crun")) !== undefined,
        runc: (await sys.processes.find("runc")) !== undefined || (await someFile(sys, ["/usr/sbin/runc"])),
        netavark: await someFile(sys, ["/usr/lib/podman/netavark", "/usr/libexec/podman/netavark"]),
        cni: await someFile(sys, ["/usr/lib/cni/bridge", "/usr/libexec/cni/bridge", "/opt/cni/bin/bridge"]),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/install.js
var engine_install = __webpack_require__(5782);
// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/podmanProbe.js




/** 4.1 knows the build contexts, secrets and CDI devices that are used. */
const OLDEST = 4.1;
/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 60_000;
/** Folders of the host that a program of the host needs; they are mounted into an otherwise empty root. */
const HOST_FOLDERS = ["/bin", "/lib", "/lib64", "/usr"];
/** Runs the host's own `true` in a container without an image: whether runtime, limits, cgroups and network do. */
const podmanTrialArgv = (podman, root, mounts, network) => [
    ...podman,
    "run",
    "--rm",
    "--quiet",
    ...(network === undefined ? [] : [`--network=${network}`]),
    ...mounts.map((folder) => `--volume=${folder}:${folder}:ro`),
    "--rootfs",
    root,
    "/usr/bin/true",
];
/** The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`. */
const lastLine = (text) => {
    const last = text.trim().split("\n").at(-1) ?? "";
    return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};
/** An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must be mounted. */
const makeRoot = async (sys, root) => {
    const mounts = [];
    for (const folder of ["/etc", "/proc", "/sys", "/dev", "/tmp", "/run"])
        await sys.files.makeDir(root + folder);
    for (const folder of HOST_FOLDERS) {
        const found = await sys.files.stat(folder);
        if (found?.kind === "symlink")
            await sys.files.link(await sys.files.readLink(folder), root + folder);
        if (found?.kind !== "directory")
            continue;
        await sys.files.makeDir(root + folder);
        mounts.push(folder);
    }
    return mounts;
};
/** Undefined when a container runs, else the last thing podman said. */
const trial = (sys, argv, env, network) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
    await sys.files.chmod(folder, 0o755);
    const root = (0,external_node_path_.join)(folder, "root");
    const mounts = await makeRoot(sys, root);
    const result = await sys.processes.run(podmanTrialArgv(argv, root, mounts, network), { env, timeout: PATIENCE });
    if (result.code === 0)
        return undefined;
    return result.timedOut ? "a container did not start within a minute" : lastLine(result.stderr);
});
const tryNetworks = async (sys, env) => {
    const why = await trial(sys, ["podman"], env);
    if (why === undefined)
        return { bridge: true };
    return (await trial(sys, ["podman"], env, "host")) === undefined ? { bridge: false } : { why };
};
/** x.y.z, or why podman does not even say that. */
const versionOf = async (sys) => {
    const { stdout, stderr } = await sys.processes.run(["podman", "--version"]);
    const version = /[0-9]+\.[0-9]+\.[0-9]+/.exec(stdout)?.[0];
    return version === undefined ? { why: `podman does not start: ${lastLine(stderr)}` } : { version };
};
/** What podman is told by the environment already; what it lacks is added. DOCKER_CONFIG without a config.json makes podman fail. */
const dockerConfig = async (sys) => {
    const folder = sys.env.get("DOCKER_CONFIG");
    if (folder === undefined || (await sys.files.stat((0,external_node_path_.join)(folder, "config.json"))) !== undefined)
        return {};
    return { DOCKER_CONFIG: "" };
};
/**
 * Whether podman can run a container here, and how. First as the user has it configured; only if that fails, with a containers.conf of
 * ours in `folder`, which says what this host needs (CONTAINERS_CONF; the machine's own files are left alone).
 */
const probePodman = async (sys, folder) => {
    const install = (await (0,engine_install/* installCommand */.Je)(sys, "podman")) ?? "podman --version";
    if ((await sys.processes.find("podman")) === undefined)
        return { ok: false, why: "podman is not installed", hint: install };
    const found = await versionOf(sys);
    if ("why" in found)
        return { ok: false, why: found.why, hint: "podman info" };
    const { version } = found;
    if (Number.parseFloat(version) < OLDEST)
        return { ok: false, why: `podman ${version} is older than ${OLDEST}`, hint: install };
    const env = await dockerConfig(sys);
    const own = await tryNetworks(sys, env);
    if ("bridge" in own && own.bridge)
        return { ok: true, call: { argv: ["podman"], env, version, bridge: true } };
    const conf = (0,external_node_path_.join)(folder, "containers.conf");
    await sys.files.write(conf, containersConf(await readContainerHost(sys)));
    const withConf = { ...env, CONTAINERS_CONF: conf };
    const told = await tryNetworks(sys, withConf);
    if ("bridge" in told && (told.bridge || !("bridge" in own)))
        return { ok: true, call: { argv: ["podman"], env: withConf, version, bridge: told.bridge } };
    if ("bridge" in own)
        return { ok: true, call: { argv: ["podman"], env, version, bridge: false } };
    // What settings of ours could mend is mended now: what is left to say is why it fails with them.
    return { ok: false, why: `podman ${version} cannot run a container: ${"why" in told ? told.why : own.why}`, hint: "podman info" };
};


/***/ }),

/***/ 5879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wS: () => (/* binding */ makeStandIn),
  yh: () => (/* binding */ standInLayout),
  QH: () => (/* binding */ standInTag)
});

// EXTERNAL MODULE: ./lib/src/image/labels.js
var labels = __webpack_require__(5101);
// EXTERNAL MODULE: ./lib/src/layer/blob.js + 1 modules
var blob = __webpack_require__(6181);
// EXTERNAL MODULE: ./lib/src/layer/entry.js
var entry = __webpack_require__(692);
// EXTERNAL MODULE: ./lib/src/layer/ordered.js
var ordered = __webpack_require__(221);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(7410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(5418);
;// CONCATENATED MODULE: ./lib/src/engine/standInFiles.js

const standInFiles_text = (path, content, mode = 0o644) => (0,entry/* bytesEntry */.mk)(path, mode, new TextEncoder().encode(content));
const NOTICE = (cuda) => `This image is a stand-in for nvidia/cuda:${cuda}, made by dl-env from Debian 12 where the real one could not be reached.
It has no CUDA libraries. Programs that bring their own (the wheels of a cell) work in it as in the real one. Do not publish it.
`;
const majorOf = (minor) => minor.split(".")[0] ?? minor;
const cudaFolders = ({ version, minor }, driver) => {
    const home = `usr/local/cuda-${minor}`;
    return [
        (0,entry/* directoryEntry */.qM)(`${home}/targets/x86_64-linux/lib`),
        (0,entry/* symlinkEntry */.cH)(`${home}/lib64`, "targets/x86_64-linux/lib"),
        standInFiles_text(`${home}/compat/libcuda.so.${driver}`, `dl-env: stand-in for the driver library of CUDA ${version}\n`),
        (0,entry/* symlinkEntry */.cH)(`${home}/compat/libcuda.so.1`, `libcuda.so.${driver}`),
        (0,entry/* symlinkEntry */.cH)(`${home}/compat/libcuda.so`, "libcuda.so.1"),
        (0,entry/* symlinkEntry */.cH)("etc/alternatives/cuda", `/${home}`),
        (0,entry/* symlinkEntry */.cH)(`etc/alternatives/cuda-${majorOf(minor)}`, `/${home}`),
        (0,entry/* symlinkEntry */.cH)("usr/local/cuda", "/etc/alternatives/cuda"),
        (0,entry/* symlinkEntry */.cH)(`usr/local/cuda-${majorOf(minor)}`, `/etc/alternatives/cuda-${majorOf(minor)}`),
    ];
};
const ENTRYPOINT = `#!/bin/bash
# Stand-in for the entrypoint of NVIDIA's runtime images: says nothing, starts the command.
exec "$@"
`;
/** Where the runtime flavors keep their entrypoint. */
const STAND_IN_ENTRYPOINT = "/opt/nvidia/nvidia_entrypoint.sh";
/** The stand-in's layers above Debian, shaped like nvidia/cuda's: one step each. `runtime` and the like bring an entrypoint. */
const standInLayers = (cuda, flavor, drivers) => {
    const driver = drivers.shipped[cuda.version] ?? "0.0";
    const base = [
        { says: "notice: what this image is", entries: [standInFiles_text("etc/dl-env-stand-in", NOTICE(cuda.version))] },
        { says: `cuda-cudart-${cuda.minor} and cuda-compat-${cuda.minor}: folders without libraries`, entries: cudaFolders(cuda, driver) },
        {
            says: "ld.so.conf.d: where the container toolkit and CUDA keep libraries",
            entries: [
                standInFiles_text("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda/targets/x86_64-linux/lib\n"),
                standInFiles_text(`etc/ld.so.conf.d/988_cuda-${majorOf(cuda.minor)}.conf`, `/usr/local/cuda-${majorOf(cuda.minor)}/targets/x86_64-linux/lib\n`),
                standInFiles_text("etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n"),
            ],
        },
        { says: "licence: none of NVIDIA's software is here", entries: [standInFiles_text("NGC-DL-CONTAINER-LICENSE", "A stand-in: none of NVIDIA's software is in this image.\n")] },
    ];
    if (flavor === "base")
        return base;
    return [...base, { says: "entrypoint of the runtime flavors", entries: [(0,entry/* directoryEntry */.qM)("opt/nvidia/entrypoint.d"), standInFiles_text(STAND_IN_ENTRYPOINT.slice(1), ENTRYPOINT, 0o755)] }];
};
/** Brands that NVIDIA_REQUIRE_CUDA lists; GeForce is not among them. Source: nvidia/cuda's Dockerfiles, 12.5 and later. */
const BRANDS = ["unknown", "grid", "tesla", "nvidia", "quadro", "quadrortx", "nvidiartx", "vapps", "vpc", "vcs", "vws", "cloudgaming"];
/** `cuda>=12.8 brand=tesla,driver>=535,driver<536 …`: a space is OR, a comma is AND. */
const requireCuda = (minor, branches) => [`cuda>=${minor}`, ...BRANDS.flatMap((brand) => branches.map((branch) => `brand=${brand},driver>=${branch},driver<${branch + 1}`))].join(" ");
/** The environment of nvidia/cuda's images. */
const standInEnvironment = (cuda, drivers) => [
    "PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "NVARCH=x86_64",
    `NVIDIA_REQUIRE_CUDA=${requireCuda(cuda.minor, drivers.requireBranches[cuda.minor] ?? [])}`,
    `CUDA_VERSION=${cuda.version}`,
    `NV_CUDA_CUDART_VERSION=${cuda.version}-1`,
    "LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64",
    "NVIDIA_VISIBLE_DEVICES=all",
    "NVIDIA_DRIVER_CAPABILITIES=compute,utility",
    "NVIDIA_PRODUCT_NAME=CUDA",
];

// EXTERNAL MODULE: ./lib/src/resolve/remembered.js
var remembered = __webpack_require__(3055);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/layer/canonical.js
var canonical = __webpack_require__(2914);
// EXTERNAL MODULE: ./lib/src/layer/space.js
var space = __webpack_require__(8562);
// EXTERNAL MODULE: ./lib/src/engine/install.js
var install = __webpack_require__(5782);
;// CONCATENATED MODULE: ./lib/src/engine/standInRootfs.js






/** Debian 12's release day: a time of the content, not of the build, so that the same packages are the same bytes. */
const STAND_IN_EPOCH = 1_686_355_200;
/** Part of the file's name: a change here makes Debian's layer anew. */
const RECIPE = "2";
/** Bytes that mmdebstrap, its tar and the layer take at most. */
const ROOM = 1.5e9;
const Made = schemas/* object */.Ikc({ digest: schemas/* string */.YjP(), size: schemas/* number */.aig(), unpacked: schemas/* number */.aig(), diffId: schemas/* string */.YjP(), mediaType: schemas/* string */.YjP() });
const isDebian12 = async (sys) => {
    const text = (await sys.files.readText("/etc/os-release")) ?? "";
    return /^ID=debian$/m.test(text) && /^VERSION_ID="?12"?$/m.test(text);
};
/** Where this host's Debian 12 gets its packages; elsewhere mmdebstrap's own default. */
const sourcesOf = async (sys) => {
    if (!(await isDebian12(sys)))
        return [];
    for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
        if (((await sys.files.readText(file)) ?? "").includes("bookworm"))
            return [file];
    }
    return [];
};
/**
 * A small Debian 12: apt, and the certificates that nvidia/cuda has too. Documentation but licences is left out, then and later, as in
 * Ubuntu's own image. As root or in a user namespace, as the host allows.
 */
const mmdebstrapArgv = (tar, sources) => [
    "mmdebstrap",
    "--quiet",
    "--variant=minbase",
    "--include=ca-certificates",
    ...["/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*", "/usr/share/doc/*"].map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    "--dpkgopt=path-include=/usr/share/doc/*/copyright",
    "bookworm",
    tar,
    ...sources,
];
const bootstrap = async (sys, file) => {
    await (0,space/* ensureSpace */.L)(sys.files, file.slice(0, file.lastIndexOf("/")), ROOM, "The stand-in's Debian");
    const temp = await sys.files.makeTemp("dl-env-debian-");
    try {
        const argv = mmdebstrapArgv(`${temp}/rootfs.tar`, await sourcesOf(sys));
        const result = await sys.processes.run(argv, { env: { SOURCE_DATE_EPOCH: String(STAND_IN_EPOCH) } });
        if (result.code !== 0) {
            throw (0,errors/* unreachable */.HB)({ code: "stand-in-failed", message: "Debian could not be fetched for the stand-in base: mmdebstrap failed.", hint: "Check that packages can be fetched at all: apt-get update" }, { cause: new Error(result.stderr.trim().split("\n").slice(-15).join("\n")) });
        }
        return await (0,canonical/* canonicalLayer */.m)(sys, `${temp}/rootfs.tar`, file, STAND_IN_EPOCH);
    }
    finally {
        await sys.files.remove(temp);
    }
};
const known = async (sys, file) => {
    const text = await sys.files.readText(`${file}.json`);
    const decoded = text === undefined ? undefined : Made.safeParse(JSON.parse(text));
    if (decoded?.success !== true || (await sys.files.stat(file))?.size !== decoded.data.size)
        return undefined;
    return { ...decoded.data, file };
};
const removeOthers = async (sys, folder, keep) => {
    for (const name of await sys.files.list(folder))
        if (name.startsWith("debian-") && !name.startsWith(keep))
            await sys.files.remove(`${folder}/${name}`);
};
/** Debian's layer for stand-ins, made by mmdebstrap once a day on a machine and kept in the cache. */
const standInRootfs = async (sys) => {
    const folder = `${(0,remembered/* cacheFolder */.n)(sys.env)}/stand-in-debian`;
    const name = `debian-${new Date(sys.clock.now()).toISOString().slice(0, 10)}-${RECIPE}.tar.gz`;
    const file = `${folder}/${name}`;
    await sys.files.makeDir(folder);
    return sys.files.withLock(`${folder}/lock`, async () => {
        const made = await known(sys, file);
        if (made !== undefined)
            return made;
        await (0,install/* installWithApt */.j_)(sys, "mmdebstrap", ["mmdebstrap", "debian-archive-keyring"]);
        const { file: _file, ...layer } = await bootstrap(sys, file);
        await sys.files.write(`${file}.json`, JSON.stringify(layer));
        await removeOthers(sys, folder, name);
        return { ...layer, file };
    });
};

// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/standIn.js











const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
const CREATED = new Date(STAND_IN_EPOCH * 1000).toISOString();
/** The layout folder that stands for the catalog's repository of stand-ins on this machine. */
const standInLayout = (sys) => `${(0,remembered/* cacheFolder */.n)(sys.env)}/stand-in`;
/** As nvidia/cuda would tag it: `12.8.1-base-stand-in`. */
const standInTag = (cuda, flavor = "base") => `${cuda}-${flavor}-stand-in`;
const putBytes = async (into, bytes) => {
    const blob = { digest: (0,digest/* digestOf */.ol)(bytes), size: bytes.byteLength };
    await into.writeBlob({
        ...blob,
        open: async function* () {
            yield bytes;
        },
    });
    return blob;
};
const putImage = async (sys, into, { architecture, steps, config }) => {
    for (const { layer } of steps)
        await into.writeBlob({ digest: layer.digest, size: layer.size, open: () => sys.files.read(layer.file) });
    const rootfs = { type: "layers", diff_ids: steps.map(({ layer }) => layer.diffId) };
    const history = steps.map(({ says }) => ({ created: CREATED, created_by: `dl-env stand-in: ${says}` }));
    const stored = await putBytes(into, (0,manifest/* jsonBytes */.yN)({ architecture, os: "linux", created: CREATED, config, rootfs, history }));
    const layers = steps.map(({ layer }) => ({ mediaType: repository/* DOCKER_LAYER_GZIP */.MZ, digest: layer.digest, size: layer.size }));
    const bytes = (0,manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: repository/* DOCKER_MANIFEST */.Vv, config: { mediaType: DOCKER_CONFIG, ...stored }, layers });
    const digest = await into.putManifest({ bytes, mediaType: repository/* DOCKER_MANIFEST */.Vv });
    return { mediaType: repository/* DOCKER_MANIFEST */.Vv, digest, size: bytes.byteLength, platform: { os: "linux", architecture } };
};
const smallLayer = async (sys, entries, file) => (await (0,blob/* writeBlob */.Z)(sys, (0,ordered/* ordered */.S)(entries), file)).layer;
const standIn_labels = (cuda) => ({
    maintainer: "dl-env",
    [labels/* STAND_IN_LABEL */.kw]: "true",
    "org.opencontainers.image.title": `Stand-in for nvidia/cuda ${cuda.version}`,
});
/**
 * Makes a stand-in for nvidia/cuda from Debian 12 and puts it into a repository under its own tag: six layers or so, and a Docker schema 2
 * list of two platforms, of which only amd64 is an image that runs. The same packages give the same digests.
 */
const makeStandIn = async (sys, cuda, drivers, into, flavor = "base") => {
    const debian = await standInRootfs(sys);
    return (0,withFolder/* withFolder */.Z)(sys, undefined, async (work) => {
        const steps = [{ says: "Debian 12 by mmdebstrap", layer: debian }];
        for (const [index, { says, entries }] of standInLayers(cuda, flavor, drivers).entries())
            steps.push({ says, layer: await smallLayer(sys, entries, `${work}/${index}.tar.gz`) });
        const config = {
            Env: standInEnvironment(cuda, drivers),
            Cmd: ["/bin/bash"],
            ...(flavor === "base" ? {} : { Entrypoint: [STAND_IN_ENTRYPOINT] }),
            Labels: standIn_labels(cuda),
        };
        const amd64 = await putImage(sys, into, { architecture: "amd64", steps, config });
        const empty = await smallLayer(sys, [(0,entry/* directoryEntry */.qM)("opt")], `${work}/arm64.tar.gz`);
        const arm64 = await putImage(sys, into, { architecture: "arm64", steps: [{ says: "nothing", layer: empty }], config: { Labels: standIn_labels(cuda) } });
        const bytes = (0,manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: repository/* DOCKER_LIST */.Y2, manifests: [amd64, arm64] });
        const tag = standInTag(cuda.version, flavor);
        return { tag, digest: await into.putManifest({ bytes, mediaType: repository/* DOCKER_LIST */.Y2 }, tag), platformDigest: amd64.digest };
    });
};


/***/ }),

/***/ 8709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ withFolder)
/* harmony export */ });
/** Does work in a new private folder (in `near`, or the system's temporary folder), which is gone afterwards whatever happens. */
const withFolder = async (sys, near, work) => {
    const folder = await sys.files.makeTemp("dl-env-engine-", near);
    try {
        return await work(folder);
    }
    finally {
        await sys.files.remove(folder);
    }
};


/***/ }),

/***/ 2866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ sessionOptions)
/* harmony export */ });
/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
const sessionOptions = ({ file, to, engine, build, require, cells, offline, update, standIn }) => ({
    file,
    offline,
    update,
    standIn,
    ...(to === undefined ? {} : { to }),
    ...(engine === undefined ? {} : { engine }),
    ...(build === undefined ? {} : { build }),
    ...(require === undefined ? {} : { require }),
    ...(cells.length === 0 ? {} : { cells }),
});


/***/ }),

/***/ 3159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qk: () => (/* binding */ PROBE_FOLDER),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   oH: () => (/* binding */ readImageSources)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _layer_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9448);


/** Where probes lie in an image: `<library>.py` each. */
const PROBE_FOLDER = "/usr/local/lib/dl-env/probes";
const readFile = async (files, path, target, mode) => {
    const bytes = (await files.readBytes(path)) ?? new Uint8Array();
    const content = Buffer.from(bytes).toString("utf8");
    if (Buffer.compare(Buffer.from(content), bytes) !== 0) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "image-file", message: "Files of an image must be UTF-8 text.", place: { file: path }, hint: `Look at it: file ${path}` });
    }
    return { path: target, mode: (mode & 0o100) === 0 ? 0o644 : 0o755, content };
};
const byPath = (a, b) => (a.path < b.path ? -1 : 1);
const readRootfs = async (files, root) => {
    const found = (await (0,_layer_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .walk */ .G)(files, root)).filter(({ path }) => !path.includes("__pycache__"));
    const other = found.find(({ kind }) => kind !== "file");
    if (other !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "image-file", message: "Only plain files go into images.", place: { file: `${root}/${other.path}` }, hint: "Type: ls -lR image/rootfs" });
    return (await Promise.all(found.map(({ path, mode }) => readFile(files, `${root}/${path}`, `/${path}`, mode)))).sort(byPath);
};
/** Reads `image/rootfs` below the project and the probe of each library; a library without a probe has none in the image. */
const readImageSources = async (sys, libraries) => {
    const { files, env } = sys;
    const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
    const probes = new Map();
    for (const library of libraries.values()) {
        const path = `${library.folder}/probe.py`;
        if ((await files.stat(path)) !== undefined)
            probes.set(library.name, await readFile(files, path, `${PROBE_FOLDER}/${library.name}.py`, 0o644));
    }
    return { rootfs, probes };
};
/** The files of an image with these libraries, sorted by path. */
const filesOf = (sources, libraries) => [...sources.rootfs, ...libraries.flatMap((name) => sources.probes.get(name) ?? [])].sort(byPath);


/***/ }),

/***/ 5101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ LABEL_PREFIX),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   kw: () => (/* binding */ STAND_IN_LABEL),
/* harmony export */   sy: () => (/* binding */ ORDER_LABEL),
/* harmony export */   t9: () => (/* binding */ wheelLabels),
/* harmony export */   ww: () => (/* binding */ orderKey)
/* harmony export */ });
/* unused harmony exports SMOKE_LABEL, CELL_LABEL, LOCK_LABEL, STAND_IN_UBUNTU */
/** Of every label of ours. */
const LABEL_PREFIX = "io.github.dl-env.";
/** What promotion compares before a rolling tag moves: CUDA, Ubuntu, Python, then the time of the lock. */
const ORDER_LABEL = `${LABEL_PREFIX}order`;
/** `true` on images that stand on a stand-in base: never promoted to a registry of others. */
const STAND_IN_LABEL = `${LABEL_PREFIX}stand-in`;
const SMOKE_LABEL = `${LABEL_PREFIX}smoke.require`;
const CELL_LABEL = `${LABEL_PREFIX}cell`;
const LOCK_LABEL = `${LABEL_PREFIX}lock`;
const STAND_IN_UBUNTU = "stand-in";
/** Packages whose version says which CUDA or cuDNN wheels bring: the runtime, the toolkit's own pin, cuDNN, and what is built against them. */
const TELLING = /^(cuda-toolkit|nvidia-cuda-runtime(-cu\d+)?|nvidia-cudnn(-cu\d+)?|nvidia-nccl(-cu\d+)?|torch|cupy-cuda\d+x|libcudf-cu\d+)$/;
const isRuntime = (name) => /^nvidia-cuda-runtime(-cu\d+)?$/.test(name);
const padded = (version) => version
    .split(".")
    .map((part) => part.padStart(4, "0"))
    .join(".");
/** Sorts as text: a later candidate of a rolling tag has a larger one. A stand-in comes before every Ubuntu. */
const orderKey = (cell, lock) => [padded(cell.cuda), cell.ubuntu === STAND_IN_UBUNTU ? "0" : padded(cell.ubuntu), padded(cell.python), lock.created].join(" ");
const titleOf = (cell) => `Deep learning image: ${cell.set}, CUDA ${cell.cuda}, ${cell.ubuntu === STAND_IN_UBUNTU ? "stand-in base" : `Ubuntu ${cell.ubuntu}`}, Python ${cell.python}`;
/** Not the digest of the index: another platform's re-push changes it, and nothing in this image. */
const baseLabels = (base) => ({
    "org.opencontainers.image.base.name": base.tag,
    ...(base.platformDigest === undefined ? {} : { "org.opencontainers.image.base.digest": base.platformDigest }),
});
/** Labels that say which CUDA the wheels of a lock bring. */
const wheelLabels = (lock) => {
    const telling = lock.wheels.filter(({ name }) => TELLING.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
    const runtime = telling.filter(({ name }) => isRuntime(name)).map(({ version }) => version);
    return {
        ...(runtime.length === 0 ? {} : { [`${LABEL_PREFIX}cuda.wheels`]: runtime.join(",") }),
        ...(telling.length === 0 ? {} : { [`${LABEL_PREFIX}wheels`]: telling.map(({ name, version }) => `${name}=${version}`).join(",") }),
    };
};
const named = (facts) => Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [LABEL_PREFIX + name, value]);
/** The labels of an image but for ORDER_LABEL, which holds a time: all of these are decided by the content. Always in the same order. */
const labelsOf = ({ cell, lock, wheels, apt, base, request, facts = {} }) => ({
    "org.opencontainers.image.title": titleOf(cell),
    ...baseLabels(base),
    [CELL_LABEL]: cell.id,
    [`${LABEL_PREFIX}set`]: cell.set,
    [`${LABEL_PREFIX}libraries`]: cell.libraries.join(","),
    [`${LABEL_PREFIX}cuda`]: cell.cuda,
    ...wheels,
    [`${LABEL_PREFIX}ubuntu`]: cell.ubuntu,
    [`${LABEL_PREFIX}python`]: cell.python,
    [`${LABEL_PREFIX}python.from`]: cell.pythonFrom,
    [`${LABEL_PREFIX}flavor`]: cell.flavor,
    [LOCK_LABEL]: lock.key,
    [`${LABEL_PREFIX}apt`]: apt.asOf,
    [SMOKE_LABEL]: request.smoke.require,
    [`${LABEL_PREFIX}wheel-cuda`]: request.wheelCuda,
    [`${LABEL_PREFIX}cudnn`]: request.cudnn,
    ...(cell.ubuntu === STAND_IN_UBUNTU ? { [STAND_IN_LABEL]: "true" } : {}),
    ...Object.fromEntries(named(facts)),
});


/***/ }),

/***/ 7236:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cy: () => (/* binding */ lockLayers),
/* harmony export */   E: () => (/* binding */ systemLayerSpec),
/* harmony export */   He: () => (/* binding */ pythonLayerSpec),
/* harmony export */   Qy: () => (/* binding */ filesLayerSpec),
/* harmony export */   hd: () => (/* binding */ laidLastWheels),
/* harmony export */   rh: () => (/* binding */ wheelLayer)
/* harmony export */ });
/* unused harmony exports WHEEL_LAYER_BYTES, MOST_WHEEL_LAYERS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7396);


/** Wheels of this download size and more are a layer each; see docs/decisions/0020-which-wheels-are-layers.md. */
const WHEEL_LAYER_BYTES = 4_000_000;
/** 110 for a whole image, less 16 for the largest base, less system, Python, rest and files. */
const MOST_WHEEL_LAYERS = 90;
/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;
/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind, parts) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", JSON.stringify([kind, _recipe_js__WEBPACK_IMPORTED_MODULE_1__/* .LAYER_FORMAT */ .w, ...parts])).slice(0, KEY_DIGITS);
const byName = (a, b) => (a.name < b.name ? -1 : 1);
const total = (wheels) => wheels.reduce((sum, wheel) => sum + wheel.download, 0);
const further = (lock) => (lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes });
/** The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's own hash. */
const wheelLayer = (wheel, lock) => ({
    kind: "wheel",
    key: keyOf("wheel", [wheel.sha256]),
    title: `${wheel.name} ${wheel.version}`,
    download: wheel.download,
    wheels: [wheel],
    python: lock.question.python,
    platform: lock.question.platform,
    ...further(lock),
});
const restLayer = (wheels, lock) => ({
    kind: "rest",
    key: keyOf("rest", wheels.map(({ sha256 }) => sha256).sort()),
    title: wheels.length === 1 ? `${wheels[0]?.name} ${wheels[0]?.version}` : `${wheels.length} small wheels`,
    download: total(wheels),
    wheels,
    python: lock.question.python,
    platform: lock.question.platform,
    ...further(lock),
});
/** Packages whose copy of a shared path is the one that counts, in the catalog's order. */
const lastNames = (laidLast) => [...new Set(Object.values(laidLast).flat())];
/** Wheels of a lock that are laid after the others, and by hand installed after them, in this order. */
const laidLastWheels = (lock, laidLast) => lastNames(laidLast).flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
/**
 * The layers of a lock, in the order laid: rest, wheels by name, then those that the catalog wants laid last. A wheel that must be last
 * is a layer of its own whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
const lockLayers = (lock, laidLast, layerOf = wheelLayer) => {
    const last = laidLastWheels(lock, laidLast);
    const others = last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
    const large = others.filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES).sort((a, b) => b.download - a.download || byName(a, b));
    const own = large.slice(0, Math.max(0, MOST_WHEEL_LAYERS - last.length));
    const least = own.at(-1);
    const isOwn = (wheel) => least !== undefined && (wheel.download > least.download || (wheel.download === least.download && own.includes(wheel)));
    const rest = others.filter((wheel) => !isOwn(wheel)).sort(byName);
    return [...(rest.length === 0 ? [] : [restLayer(rest, lock)]), ...own.sort(byName).concat(last).map((wheel) => layerOf(wheel, lock))];
};
/** The system layer: base, apt packages as of their date, and the script's text decide it. */
const systemLayerSpec = (system) => ({
    kind: "system",
    key: keyOf("system", [system.base, JSON.stringify(system.apt), system.script]),
    title: `system of ${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
    download: 0,
    system,
});
/** Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in 2026. */
const PYTHON_DOWNLOAD = 34_000_000;
const pythonLayerSpec = (python) => ({
    kind: "python",
    key: keyOf("python", [python.version, python.sha256]),
    title: `Python ${python.version}`,
    download: PYTHON_DOWNLOAD,
    version: python.version,
    url: python.url,
    sha256: python.sha256,
});
const filesLayerSpec = (files) => ({
    kind: "files",
    key: keyOf("files", files.map(({ path, mode, content }) => JSON.stringify([path, mode, content]))),
    title: "files of dl-env",
    download: 0,
    files,
});


/***/ }),

/***/ 2548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ comment),
/* harmony export */   SW: () => (/* binding */ instructionValue),
/* harmony export */   cA: () => (/* binding */ execForm),
/* harmony export */   ky: () => (/* binding */ wrapped),
/* harmony export */   r7: () => (/* binding */ shellWord)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

/** No instruction of a Containerfile can hold a line break or another control character outside JSON. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
const CONTROLS = new RegExp(CONTROL.source, "g");
/** Nothing that any parser takes for more than itself inside double quotes: the usual case, told by one look. */
const PLAIN_VALUE = /^[A-Za-z0-9 _@%+=:,./-]*$/;
const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;
const refuseControl = (value, where) => {
    if (CONTROL.test(value)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "control-character", message: `${where} must not hold line breaks or other control characters: ${JSON.stringify(value)}.`, hint: "Remove them from: dl-env.yml" });
    }
};
/** One word of a POSIX shell, whatever is in the value. */
const shellWord = (value) => {
    if (PLAIN_WORD.test(value))
        return value;
    refuseControl(value, "A word of a command");
    return `'${value.replaceAll("'", `'\\''`)}'`;
};
/** A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end the quotes at. */
const instructionValue = (value) => {
    if (PLAIN_VALUE.test(value))
        return `"${value}"`;
    refuseControl(value, "A label or variable");
    return `"${value.replaceAll(/["\\$]/g, String.raw `\$&`)}"`;
};
/** A list in the JSON form of ENTRYPOINT and CMD: no shell reads it. */
const execForm = (argv) => JSON.stringify(argv);
/** What stands in a comment: one line. */
const comment = (text) => `# ${text.replaceAll(CONTROLS, " ")}`;
/** The words behind `first`, in lines of at most `width` characters where they fit; `next` goes between lines. */
const wrapped = (first, words, next, width) => {
    let text = first;
    let used = first.length;
    for (const word of words) {
        const fits = used === 0 || used + word.length < width;
        if (fits)
            text += used === 0 ? word : ` ${word}`;
        else
            text += next + word;
        used = fits ? used + word.length + 1 : word.length;
    }
    return text;
};


/***/ }),

/***/ 7396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ layerTag),
/* harmony export */   w: () => (/* binding */ LAYER_FORMAT)
/* harmony export */ });
/** Part of every key: changing the format makes every layer anew. */
const LAYER_FORMAT = 1;
/** `<kind>-<key>` */
const layerTag = (layer) => `${layer.kind}-${layer.key}`;


/***/ }),

/***/ 9453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ writeContext)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/layer/install.js
var install = __webpack_require__(9915);
// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(8078);
// EXTERNAL MODULE: ./lib/src/layer/python.js + 1 modules
var layer_python = __webpack_require__(101);
// EXTERNAL MODULE: ./lib/src/image/quote.js
var quote = __webpack_require__(2548);
;// CONCATENATED MODULE: ./lib/src/image/containerfile.js


/** Characters of a line of labels. */
const WIDTH = 140;
/** Where a long instruction goes on. */
const NEXT = " \\\n    ";
const minorOf = (version) => version.split(".").slice(0, 2).join(".");
/** The same Python and the same /opt/venv as in the Python layer. */
const pythonStage = ({ version, url, sha256 }) => {
    const minor = minorOf(version);
    const folder = `/${(0,layer_python/* standaloneFolder */.Yy)(version)}`;
    const config = (0,layer_python/* standaloneVenvConfig */.LB)(version).trimEnd().split("\n").map(quote/* shellWord */.r7).join(" ");
    return `
# Python ${version} from python-build-standalone; name a mirror with --build-arg PYTHON_ARCHIVE=…
FROM system AS python
ARG PYTHON_ARCHIVE=${(0,quote/* instructionValue */.SW)(url)}
RUN --mount=type=secret,id=ca set -eu; umask 002; \\
    if [ -f /run/secrets/ca ]; then export CURL_CA_BUNDLE=/run/secrets/ca; fi; \\
    curl -fsSL --retry 3 -o /tmp/python.tar.gz "$PYTHON_ARCHIVE"; \\
    echo '${sha256}  /tmp/python.tar.gz' | sha256sum -c -; \\
    mkdir -p ${folder} /opt/venv/bin /opt/venv/include/site/python3 /opt/venv/lib/python3/site-packages; \\
    tar -xzf /tmp/python.tar.gz -C ${folder} --strip-components=1 --no-same-owner; rm /tmp/python.tar.gz; \\
    find ${folder} -name __pycache__ -prune -exec rm -rf {} +; chmod -R u=rwX,g=rwX,o=rX ${folder}; chmod 0755 /opt; chmod 0775 /opt/python; \\
    ln -s ${folder}/bin/python${minor} /opt/venv/bin/python3; ln -s python3 /opt/venv/bin/python; ln -s python3 /opt/venv/bin/python${minor}; \\
    ln -s python3 /opt/venv/lib/python${minor}; ln -s lib /opt/venv/lib64; ln -s python3 /opt/venv/include/site/python${minor}; \\
    printf '%s\\n' ${config} > /opt/venv/pyvenv.cfg
`;
};
const FILES_STAGE = `
# Modes are set here, so that they do not depend on how this folder was copied.
FROM system AS files
COPY files/ /layer/
RUN chmod -R u=rwX,go=rX /layer
`;
const installStage = (input) => {
    const { requirements, indexes, python } = input;
    const mounts = requirements.map((file) => `--mount=type=bind,source=${file},target=/mnt/${file}${NEXT}`).join("");
    const interpreter = python === undefined ? "/opt/venv/bin/python3" : `/${(0,layer_python/* standaloneFolder */.Yy)(python.version)}/bin/python3`;
    const further = indexes.map(({ address }) => ` --index ${(0,quote/* shellWord */.r7)(address)}`).join("") + (indexes.length === 0 ? "" : " --index-strategy unsafe-best-match");
    // A function where there are two calls, so that they cannot differ.
    const install = `/tmp/uv/bin/uv pip install --python /opt/venv/bin/python3 --no-cache --no-deps${NEXT}    --only-binary :all: --require-hashes${further} -r`;
    const calls = requirements.length === 1 ? `${install} /mnt/${requirements[0]};` : `add() { ${install} "$1"; };${requirements.map((file) => `${NEXT}add /mnt/${file};`).join("")}`;
    return `
# Secrets are optional: ca is a bundle of certificates, pip a pip.conf that names a package index.
FROM ${python === undefined ? "system" : "python"}
RUN --mount=type=secret,id=ca --mount=type=secret,id=pip ${mounts}set -eu; umask 002; export PYTHONDONTWRITEBYTECODE=1; \\
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; \\
    if [ -f /run/secrets/pip ]; then export PIP_CONFIG_FILE=/run/secrets/pip; fi; \\
    ${interpreter} -m venv /tmp/uv; \\
    echo ${(0,quote/* shellWord */.r7)(input.uv)} | /tmp/uv/bin/python3 -m pip install -q --no-cache-dir --require-hashes -r /dev/stdin; \\
    if index="$(/tmp/uv/bin/python3 -m pip config get global.index-url 2>/dev/null)"; then export UV_DEFAULT_INDEX="$index"; fi; \\
    ${calls} \\
    sed -i 's,/include/site/python[0-9.]*/,/include/site/python3/,' /opt/venv/lib/python3/site-packages/*.dist-info/RECORD; \\
    find /opt/venv/lib/python3/site-packages -name __pycache__ -prune -exec rm -rf {} +; rm -rf /opt/venv/.lock /tmp/uv
COPY --from=files /layer/ /
`;
};
const pairs = (instruction, values) => {
    const words = [];
    for (const name in values)
        words.push(`${name}=${(0,quote/* instructionValue */.SW)(values[name] ?? "")}`);
    return `${(0,quote/* wrapped */.ky)(instruction, words, NEXT, WIDTH)}\n`;
};
const settings = (config) => [
    pairs("ENV", config.env),
    pairs("LABEL", config.labels),
    ...config.exposed.map((port) => `EXPOSE ${port}\n`),
    `USER ${config.user}\n`,
    `WORKDIR ${config.workdir}\n`,
    `ENTRYPOINT ${(0,quote/* execForm */.cA)(config.entrypoint)}\n`,
    `CMD ${(0,quote/* execForm */.cA)(config.cmd)}\n`,
].join("");
/**
 * The cell as a person would write it: one dialect for BuildKit and podman from 4.3 on, which needs nothing but the folder it lies in. Built alone
 * it gives the files, environment, labels, user and entrypoint of the linked image.
 */
const containerfile = (input) => [
    (0,quote/* comment */.Im)(`dl-env ${input.cell}, on ${input.base.tag}`),
    "\n# Build it here with: docker build -f Containerfile .   or: podman build .\n",
    `ARG BASE=${(0,quote/* instructionValue */.SW)(input.base.pinned)}\n`,
    "# Distribution packages, the user and the environment's frame. NVIDIA's apt source is left out, nothing of the base is upgraded.\n",
    input.system,
    input.python === undefined ? "" : pythonStage(input.python),
    FILES_STAGE,
    installStage(input),
    settings(input.config),
].join("");

// EXTERNAL MODULE: ./lib/src/image/layers.js
var image_layers = __webpack_require__(7236);
;// CONCATENATED MODULE: ./lib/src/image/generate.js




const layerOf = (recipe, kind) => recipe.layers.find((layer) => layer.kind === kind);
/** The uv of the lock, which stands in every image; else the catalog's. */
const uvRequirement = (lock, tool) => {
    const locked = lock.wheels.find(({ name }) => name === "uv");
    return locked === undefined ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}` : (0,install/* hashedRequirements */.kr)([locked]).trimEnd();
};
/** `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a reference with tag and digest. */
const pinnedBase = (base) => {
    const digest = base.platformDigest ?? base.digest;
    return digest === undefined ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};
/** Wheels that must be laid last are installed by a call of their own, in the catalog's order. */
const requirementFiles = (lock, catalog) => {
    const last = (0,image_layers/* laidLastWheels */.hd)(lock, catalog.laidLast);
    const first = last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
    return [{ path: "requirements.txt", wheels: first }, ...last.map((wheel) => ({ path: `requirements-${wheel.name}.txt`, wheels: [wheel] }))];
};
/** The Containerfile of a cell; see containerfile.ts. */
const cellContainerfile = ({ recipe, lock, base, catalog }) => {
    const python = layerOf(recipe, "python");
    return containerfile({
        cell: recipe.cell,
        base: { tag: base.tag, pinned: pinnedBase(base) },
        system: layerOf(recipe, "system")?.system.script ?? "",
        ...(python === undefined ? {} : { python }),
        uv: uvRequirement(lock, catalog.uv),
        requirements: requirementFiles(lock, catalog).map(({ path }) => path),
        indexes: (0,namedIndexes/* namedIndexes */.wK)(lock.question.indexes, catalog.indexes, {}),
        config: recipe.config,
    });
};
/** The folder of one cell: `Containerfile`, hashed requirements, `files/`. The same input gives the same bytes. Pure. */
const generate = (input) => {
    const requirements = requirementFiles(input.lock, input.catalog);
    const files = layerOf(input.recipe, "files")?.files ?? [];
    return [
        { path: "Containerfile", content: cellContainerfile(input), mode: 0o644 },
        ...requirements.map(({ path, wheels }) => ({ path, content: (0,install/* hashedRequirements */.kr)(wheels), mode: 0o644 })),
        ...files.map(({ path, content, mode }) => ({ path: `files${path}`, content, mode })),
    ];
};

;// CONCATENATED MODULE: ./lib/src/image/writeContext.js


/** Writes a cell's Containerfile with everything it copies into a folder; returns the paths written, from that folder. */
const writeContext = async ({ sys, catalog }, { judged, locks }, recipe, dir) => {
    const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
    const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : undefined;
    if (verdict?.kind !== "accepted" || lock === undefined) {
        throw (0,errors/* foundProblem */.Sb)({ code: "not-accepted", message: `${recipe.cell} is not accepted, so there is nothing to write for it.`, hint: `See why: dl-env plan --why ${recipe.cell}` });
    }
    const files = generate({ recipe, lock, base: verdict.base, catalog });
    for (const file of files)
        await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
    return files.map(({ path }) => path);
};


/***/ }),

/***/ 6181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ writeBlob)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(5418);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./lib/src/layer/gzip.js

/** Each block is deflated by itself, so the split is part of what decides the bytes: it must not depend on the machine. */
const BLOCK = 1 << 20;
/** How far back deflate looks; the end of one block is the dictionary of the next, so that blocks cost nothing in size. */
const WINDOW = 1 << 15;
const LEVEL = 6;
/** No name, no time, unknown system: RFC 1952. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** The last, empty block of a deflate stream. */
const LAST_BLOCK = Uint8Array.of(3, 0);
/** Cuts a stream into blocks of one size; the last may be shorter. */
async function* inBlocks(source) {
    let block = Buffer.allocUnsafe(BLOCK);
    let filled = 0;
    for await (const chunk of source) {
        for (let offset = 0; offset < chunk.length;) {
            const part = chunk.subarray(offset, offset + BLOCK - filled);
            block.set(part, filled);
            filled += part.length;
            offset += part.length;
            if (filled < BLOCK)
                continue;
            yield block;
            block = Buffer.allocUnsafe(BLOCK);
            filled = 0;
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
}
const deflateBlock = (block, dictionary) => new Promise((resolve, reject) => {
    const options = { level: LEVEL, finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH, ...(dictionary === undefined ? {} : { dictionary }) };
    (0,external_node_zlib_.deflateRaw)(block, options, (error, deflated) => (error === null ? resolve(deflated) : reject(error)));
});
const trailer = (crc, length) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(crc, 0);
    bytes.writeUInt32LE(length % 2 ** 32, 4);
    return bytes;
};
/**
 * One gzip member, deflated in parallel by the thread pool: at most `parallel` blocks of 1 MiB are in flight. The bytes depend on the
 * content alone, not on `parallel` nor on how the source is cut. `onBlock` sees the content, in order.
 */
async function* gzip(source, parallel, onBlock) {
    const inFlight = [];
    let crc = 0;
    let length = 0;
    let dictionary;
    yield HEADER;
    for await (const block of inBlocks(source)) {
        crc = (0,external_node_zlib_.crc32)(block, crc);
        length += block.length;
        const deflated = deflateBlock(block, dictionary);
        // Awaited later and in order; without this a failure of a later block would count as unhandled meanwhile.
        deflated.catch(() => undefined);
        inFlight.push(deflated);
        onBlock?.(block);
        dictionary = block.subarray(-WINDOW);
        if (inFlight.length < Math.max(1, parallel))
            continue;
        const first = inFlight.shift();
        if (first !== undefined)
            yield await first;
    }
    for (const deflated of inFlight)
        yield await deflated;
    yield LAST_BLOCK;
    yield trailer(crc, length);
}

// EXTERNAL MODULE: ./lib/src/layer/paths.js
var paths = __webpack_require__(4440);
// EXTERNAL MODULE: ./lib/src/layer/tar.js
var tar = __webpack_require__(8783);
;// CONCATENATED MODULE: ./lib/src/layer/blob.js





/** Files up to this size are read whole and ahead of their turn; larger ones are streamed. */
const SMALL = 1 << 18;
/** How many small files are read ahead. */
const AHEAD = 32;
const shortHash = (hash) => hash.digest("hex").slice(0, paths/* PATH_HASH_DIGITS */.mz);
const readSmall = async (files, entry) => {
    const content = entry.content;
    if (content === undefined || entry.size === 0)
        return new Uint8Array(0);
    if (content.kind === "bytes")
        return content.bytes;
    if (entry.size > SMALL || content.start !== undefined)
        return undefined;
    return files.readBytes(content.path);
};
async function* streamed(files, entry) {
    const content = entry.content;
    if (content?.kind !== "file")
        return;
    const start = content.start ?? 0;
    yield* files.read(content.path, { start, end: start + entry.size - 1 });
}
async function* body(files, entry, small, hash) {
    let length = 0;
    for await (const chunk of small === undefined ? streamed(files, entry) : [small]) {
        hash.update(chunk);
        length += chunk.length;
        yield chunk;
    }
    if (length !== entry.size)
        throw new Error(`${entry.path} has ${length} bytes, not ${entry.size}: it changed while it was read`);
}
/** The tar of these entries in their order; `onHash` gets the short hash of each file's content and of each link's target. */
async function* pack(files, entries, onHash) {
    const ahead = [];
    let next = 0;
    for (const entry of entries) {
        for (; next < entries.length && ahead.length < AHEAD; next += 1) {
            const reading = readSmall(files, entries[next]);
            reading.catch(() => undefined);
            ahead.push(reading);
        }
        const small = await ahead.shift();
        yield (0,tar/* tarHeader */.pI)(entry);
        if (entry.kind === "directory")
            continue;
        const hash = (0,external_node_crypto_.createHash)("sha256");
        if (entry.kind === "file")
            yield* body(files, entry, small, hash);
        else
            hash.update(entry.target ?? "");
        onHash(entry.path, shortHash(hash));
        if (entry.size > 0)
            yield (0,tar/* tarPadding */.vr)(entry.size);
    }
    yield tar/* TAR_END */.y7;
}
/** Writes the entries as one gzipped tar to `file`, in memory that does not grow with the layer, and hashes it on the way. */
const writeBlob = async (sys, entries, file) => {
    const hashes = new Map();
    const tarHash = (0,external_node_crypto_.createHash)("sha256");
    const blobHash = (0,external_node_crypto_.createHash)("sha256");
    let unpacked = 0;
    let size = 0;
    const tar = pack(sys.files, entries, (path, hash) => hashes.set(path, hash));
    const zipped = gzip(tar, sys.env.cpus + 2, (block) => {
        tarHash.update(block);
        unpacked += block.length;
    });
    const counted = async function* () {
        for await (const chunk of zipped) {
            blobHash.update(chunk);
            size += chunk.length;
            yield chunk;
        }
    };
    await sys.files.write(file, counted());
    const layer = { file, size, unpacked, digest: `sha256:${blobHash.digest("hex")}`, diffId: `sha256:${tarHash.digest("hex")}`, mediaType: repository/* OCI_LAYER_GZIP */.BQ };
    return { layer, hashes };
};


/***/ }),

/***/ 2914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ canonicalLayer),
/* harmony export */   n: () => (/* binding */ canonicalEntries)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _blob_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6181);
/* harmony import */ var _hardlinks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2506);
/* harmony import */ var _readTar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1314);




/**
 * What differs from build to build without meaning: logs with times, caches that programs make again, backups of
 * account files, the machine's name, what engines mount over a build.
 */
const DROPPED = [
    /^var\/log\/.+/,
    /^var\/cache\/(apt|ldconfig|man|fontconfig)\/.+/,
    /^var\/cache\/debconf\/.*-old$/,
    /^var\/lib\/apt\/(lists|periodic|mirrors)\/.+/,
    /^var\/lib\/dpkg\/(lock|lock-frontend|.*-old|triggers\/Lock)$/,
    /^var\/lib\/systemd\/(catalog\/database|random-seed)$/,
    /^var\/lib\/dbus\/machine-id$/,
    /^etc\/(machine-id|passwd-|group-|shadow-|gshadow-|subuid-|subgid-|\.pwd\.lock|hostname|hosts|resolv\.conf|mtab)$/,
    /^etc\/ssh\/ssh_host_.*/,
    /^(tmp|proc|sys|dev)\/.+/,
    /^run\/(\.containerenv|secrets(\/.*)?)$/,
    /^\.dockerenv$/,
];
const isWhiteout = (path) => (path.split("/").at(-1) ?? "").startsWith(".wh.");
const canonicalEntry = (entry, epoch) => {
    const { kind, ...rest } = entry;
    if (entry.path === "" || DROPPED.some((pattern) => pattern.test(entry.path) && !isWhiteout(entry.path)))
        return [];
    if (kind === "other")
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "layer-entry", message: `/${entry.path} is a device or a pipe, which a layer must not hold.`, hint: "Type: dl-env doctor" });
    const mtime = Math.min(entry.mtime, epoch);
    // Engines differ in what they say of links and whiteouts; neither has a mode that counts.
    if (kind === "symlink")
        return [{ ...rest, kind, mode: 0o777, mtime }];
    if (isWhiteout(entry.path))
        return [{ ...rest, kind, mode: 0o644, uid: 0, gid: 0, mtime: epoch }];
    return [{ ...rest, kind, mtime: kind === "directory" ? epoch : mtime }];
};
const byPath = (a, b) => {
    if (a.path === b.path)
        return 0;
    return a.path < b.path ? -1 : 1;
};
/** Entries in canonical order; of two with one path the later counts, as it does when a layer is unpacked. Pure. */
const canonicalEntries = (entries, epoch) => {
    const last = new Map(entries.flatMap((entry) => canonicalEntry(entry, epoch)).map((entry) => [entry.path, entry]));
    return (0,_hardlinks_js__WEBPACK_IMPORTED_MODULE_3__/* .firstIsFile */ .H)([...last.values()]).sort(byPath);
};
/**
 * Rewrites a layer that an engine made (`tar`, gzipped or plain, whiteouts included) to `file` so that engines agree: sorted, owners by number,
 * no times after `epoch` (seconds), no extended attributes but capabilities, nothing that only tells when or where it was built.
 */
const canonicalLayer = async (sys, tar, file, epoch) => {
    const temp = await sys.files.makeTemp("canonical-", file.slice(0, Math.max(0, file.lastIndexOf("/"))) || "/");
    try {
        const entries = canonicalEntries(await (0,_readTar_js__WEBPACK_IMPORTED_MODULE_2__/* .readTar */ .s)(sys.files, tar, `${temp}/bodies`), epoch);
        return (await (0,_blob_js__WEBPACK_IMPORTED_MODULE_1__/* .writeBlob */ .Z)(sys, entries, file)).layer;
    }
    finally {
        await sys.files.remove(temp);
    }
};


/***/ }),

/***/ 692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cH: () => (/* binding */ symlinkEntry),
/* harmony export */   i8: () => (/* binding */ hardlinkEntry),
/* harmony export */   mk: () => (/* binding */ bytesEntry),
/* harmony export */   nV: () => (/* binding */ fileEntry),
/* harmony export */   qM: () => (/* binding */ directoryEntry)
/* harmony export */ });
/* unused harmony export LAYER_MTIME */
/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
const LAYER_MTIME = 1_577_836_800;
const OWNED = { uid: 0, gid: 0, mtime: LAYER_MTIME };
/** Where any user of group 0 may install: everything else is root's, because `dev` is in group 0 and must not become root by what root runs. */
const isShared = (path) => /^opt\/(venv|python)(\/|$)/.test(path);
/** Layer format 1 knows four modes: executable or not, and in the environment also for group 0 to write. */
const layerMode = (path, mode) => ((mode & 0o100) === 0 ? 0o644 : 0o755) | (isShared(path) ? 0o020 : 0);
const fileEntry = (path, mode, size, content) => ({
    ...OWNED,
    kind: "file",
    path,
    mode: layerMode(path, mode),
    size,
    content,
});
const bytesEntry = (path, mode, bytes) => fileEntry(path, mode, bytes.length, { kind: "bytes", bytes });
const symlinkEntry = (path, target) => ({ ...OWNED, kind: "symlink", path, mode: 0o777, size: 0, target });
const hardlinkEntry = (path, mode, target) => ({
    ...OWNED,
    kind: "hardlink",
    path,
    mode: layerMode(path, mode),
    size: 0,
    target,
});
const directoryEntry = (path) => ({ ...OWNED, kind: "directory", path, mode: layerMode(path, 0o700), size: 0 });


/***/ }),

/***/ 2506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ firstIsFile)
/* harmony export */ });
/** The file that a chain of hard links ends in. */
const fileOf = (entry, byPath) => {
    let at = entry;
    for (let hops = 0; at?.kind === "hardlink" && hops < byPath.size; hops += 1)
        at = byPath.get(at.target ?? "");
    return at?.kind === "file" ? at : undefined;
};
/**
 * The same entries, but of each group of hard links the first by path is the file and the others are links to it: so that a
 * tar sorted by path never links to what comes later. A link whose file is not among the entries stays as it is.
 */
const firstIsFile = (entries) => {
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    const groups = new Map();
    for (const entry of entries) {
        const file = entry.kind === "hardlink" ? fileOf(entry, byPath) : undefined;
        if (file !== undefined)
            groups.set(file.path, [...(groups.get(file.path) ?? [file.path]), entry.path]);
    }
    for (const [path, members] of groups) {
        const file = byPath.get(path);
        const [first, ...others] = members.sort();
        if (file === undefined || first === undefined)
            continue;
        const { content: _content, ...bare } = file;
        byPath.set(first, { ...file, path: first });
        for (const other of others)
            byPath.set(other, { ...bare, kind: "hardlink", path: other, size: 0, target: first });
    }
    return [...byPath.values()];
};


/***/ }),

/***/ 9915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Un: () => (/* binding */ installWheels),
/* harmony export */   kr: () => (/* binding */ hashedRequirements),
/* harmony export */   z0: () => (/* binding */ venvName)
/* harmony export */ });
/* unused harmony exports installArgv, installError */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);


/** Folder name of the environment that the interpreter belongs to: how scripts made with it are told from others. */
const venvName = (interpreter) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(interpreter)));
/** One line a wheel, sorted: what uv installs and nothing else. */
const hashedRequirements = (wheels) => [...wheels]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`)
    .join("");
/** argv of the one uv call that makes a tree; pure. */
const installArgv = (tools, job, requirements, tree) => {
    // Every wheel is named by its hash, so it may come from whichever index has it.
    const strategy = (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
    const target = ["--prefix", tree, "--python-version", job.python, "--python-platform", job.platform];
    const strict = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-compile-bytecode"];
    return [tools.uv, "pip", "install", "--no-cache", "--python", tools.interpreter, ...target, ...strict, ...strategy, "-r", requirements];
};
const UPDATE = "Type: dl-env lock --update";
const mismatch = (stderr) => {
    const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
    if (wheel === undefined)
        return undefined;
    const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(([, hex]) => hex);
    const message = `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ${expected}.`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-hash", message, hint: `If the index is right, make the lock anew. ${UPDATE}` });
};
const gone = (stderr, wheels) => {
    const text = stderr.replaceAll(/\s+/g, " ");
    if (!/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(text))
        return undefined;
    const named = wheels.find((wheel) => text.includes(`${wheel.name}==${wheel.version}`) || text.includes(`${wheel.name} was not found`));
    const what = named === undefined ? "A wheel of the lock" : `The wheel ${named.file}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-gone", message: `${what} is no longer on the index.`, hint: UPDATE });
};
/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr) => stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();
/** What uv's complaint means to a user. The text itself is kept as the cause. */
const installError = (stderr, wheels) => {
    const known = mismatch(stderr) ?? gone(stderr, wheels);
    if (known !== undefined)
        return known;
    const cause = new Error(redacted(stderr));
    if (/No space left on device/i.test(stderr)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DlEnvError */ .Oz(1, { code: "disk-full", message: "The disk became full while wheels were unpacked.", hint: "Free some space. Type: df -h" }, { cause });
    }
    if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "index-unreachable", message: "The package index could not be reached while wheels were fetched.", hint: "Try again. Type: dl-env build" }, { cause });
    }
    const first = (redacted(stderr).split("\n").find((line) => line.startsWith("error: ")) ?? "no reason given").replace(/^error: |\.$/g, "");
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-install", message: `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be installed by uv: ${first}.`, hint: UPDATE }, { cause });
};
/** Installs the wheels into a new folder `<near>/tree` and returns its path. */
const installWheels = async (sys, tools, job, near) => {
    const [requirements, tree, temp] = [`${near}/requirements.txt`, `${near}/tree`, `${near}/temp`];
    await sys.files.write(requirements, hashedRequirements(job.wheels));
    await sys.files.makeDir(temp);
    // uv unpacks under the temporary folder: beside the tree it can link files into place, and what it leaves is removed with the tree.
    const env = { ...(await tools.environment(job.indexes ?? [])), TMPDIR: temp };
    const result = await sys.processes.run(installArgv(tools, job, requirements, tree), { cwd: near, env });
    if (result.code !== 0)
        throw installError(result.stderr, job.wheels);
    await sys.files.remove(temp);
    return tree;
};


/***/ }),

/***/ 221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ ordered)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(692);


/** Symlinks in Ubuntu: a layer that brings one of these as a folder would replace the link and break the image. */
const LINKS_OF_THE_BASE = new Set(["bin", "lib", "lib32", "lib64", "libx32", "sbin"]);
const checked = (path) => {
    const parts = path.split("/");
    const wrong = parts.some((part) => part === "" || part === "." || part === "..") || LINKS_OF_THE_BASE.has(parts[0] ?? "");
    if (!wrong && !path.includes("\0"))
        return path;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "layer-path", message: `A layer must not hold the path ${JSON.stringify(path)}.`, hint: "Type: dl-env plan --json" });
};
const parentOf = (path) => {
    const slash = path.lastIndexOf("/");
    return slash < 0 ? undefined : path.slice(0, slash);
};
const byPath = (a, b) => {
    if (a.path === b.path)
        return 0;
    return a.path < b.path ? -1 : 1;
};
/**
 * The entries of a layer of ours in canonical order: sorted by path, with every parent folder, the same in each layer.
 * Of two entries with one path the later wins. Rejects paths that no layer may hold (`layer-path`).
 */
const ordered = (entries) => {
    const byName = new Map();
    for (const entry of entries)
        byName.set(checked(entry.path), entry);
    for (const entry of entries) {
        for (let parent = parentOf(entry.path); parent !== undefined; parent = parentOf(parent)) {
            const known = byName.get(parent);
            if (known?.kind === "directory")
                break;
            if (known !== undefined)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "layer-path", message: `${parent} is both a folder and not a folder in one layer.`, hint: "Type: dl-env plan --json" });
            byName.set(parent, (0,_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .directoryEntry */ .qM)(parent));
        }
    }
    return [...byName.values()].sort(byPath);
};


/***/ }),

/***/ 4440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NA: () => (/* binding */ decodePaths),
/* harmony export */   mz: () => (/* binding */ PATH_HASH_DIGITS),
/* harmony export */   vH: () => (/* binding */ encodePaths)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);

/** Digits of a sha256 that a list of paths keeps: it finds differences between known wheels, it proves nothing. */
const PATH_HASH_DIGITS = 16;
const byPath = ([a], [b]) => {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
};
/** The LAYER_PATHS blob of a layer. A newline in a path is written as JSON does, `\n`, and a backslash as `\\`. */
const encodePaths = (paths) => {
    const lines = [...paths].sort(byPath).map(([path, hash]) => `${hash} ${path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`);
    return (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gzipSync)(lines.join(""), { level: 9 });
};
/** Reads what `encodePaths` wrote. */
const decodePaths = (blob) => {
    const paths = new Map();
    for (const line of (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(blob).toString("utf8").split("\n")) {
        if (line === "")
            continue;
        const path = line.slice(PATH_HASH_DIGITS + 1);
        paths.set(path.includes("\\") ? path.replaceAll(/\\(.)/g, (_, char) => (char === "n" ? "\n" : char)) : path, line.slice(0, PATH_HASH_DIGITS));
    }
    return paths;
};


/***/ }),

/***/ 101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bs: () => (/* binding */ pythonEntries),
  Yy: () => (/* binding */ standaloneFolder),
  LB: () => (/* binding */ standaloneVenvConfig)
});

// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(8078);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
;// CONCATENATED MODULE: ./lib/src/layer/download.js


const REDIRECTS = 5;
const follow = async (http, url) => {
    let address = url;
    for (let hop = 0; hop <= REDIRECTS; hop += 1) {
        const response = await http.request({ method: "GET", url: address });
        const location = response.headers["location"];
        if (response.status < 300 || response.status >= 400 || location === undefined)
            return response;
        await response.discard();
        address = new URL(location, address).href;
    }
    throw (0,errors/* unreachable */.HB)({ code: "too-many-redirects", message: `${url} leads from one address to the next without an end.`, hint: "Name a mirror in dl-env.yml, then type: dl-env build" });
};
/** Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its sha256 is not the one asked for, and then no file is left. */
const download = async (sys, url, sha256, file) => {
    const response = await follow(sys.http, url);
    if (response.status !== 200) {
        await response.discard();
        throw (0,errors/* unreachable */.HB)({ code: "download-failed", message: `${url} answered ${response.status}.`, hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build" });
    }
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const hashed = async function* () {
        for await (const chunk of response.body) {
            hash.update(chunk);
            yield chunk;
        }
    };
    await sys.files.write(file, hashed());
    const got = hash.digest("hex");
    if (got === sha256)
        return;
    await sys.files.remove(file);
    throw (0,errors/* foundProblem */.Sb)({ code: "archive-hash", message: `${url} has sha256 ${got}, but the catalog says ${sha256}.`, hint: "Check the mirror and the catalog: matrix/pythons.yml" });
};

// EXTERNAL MODULE: ./lib/src/layer/entry.js
var layer_entry = __webpack_require__(692);
// EXTERNAL MODULE: ./lib/src/layer/hardlinks.js
var hardlinks = __webpack_require__(2506);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(1314);
;// CONCATENATED MODULE: ./lib/src/layer/python.js





const minorOf = (version) => version.split(".").slice(0, 2).join(".");
/** Folder of a standalone Python in the image, without a leading slash. */
const standaloneFolder = (version) => `opt/python/${minorOf(version)}`;
/** What makes /opt/venv a virtual environment of that Python; the same text as in the Containerfile. */
const standaloneVenvConfig = (version) => `home = /${standaloneFolder(version)}/bin\ninclude-system-site-packages = false\nversion = ${version}\n`;
/** /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for packages. */
const venvSkeleton = (version) => {
    const minor = minorOf(version);
    return [
        (0,layer_entry/* bytesEntry */.mk)("opt/venv/pyvenv.cfg", 0o644, Buffer.from(standaloneVenvConfig(version))),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/bin/python3", `/${standaloneFolder(version)}/bin/python${minor}`),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/bin/python", "python3"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/bin/python${minor}`, "python3"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/lib/python${minor}`, "python3"),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/lib64", "lib"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/include/site/python${minor}`, "python3"),
        (0,layer_entry/* directoryEntry */.qM)("opt/venv/include/site/python3"),
        (0,layer_entry/* directoryEntry */.qM)("opt/venv/lib/python3/site-packages"),
    ];
};
const moved = (entry, folder) => {
    const inFolder = (path) => path.replace(/^python(?=\/|$)/, folder);
    const path = inFolder(entry.path);
    if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__"))
        return [];
    switch (entry.kind) {
        case "file":
            return entry.content === undefined ? [] : [(0,layer_entry/* fileEntry */.nV)(path, entry.mode, entry.size, entry.content)];
        case "symlink":
            return [(0,layer_entry/* symlinkEntry */.cH)(path, entry.target ?? "")];
        case "hardlink":
            return [(0,layer_entry/* hardlinkEntry */.i8)(path, entry.mode, inFolder(entry.target ?? ""))];
        case "directory":
            return [(0,layer_entry/* directoryEntry */.qM)(path)];
        case "other":
            return [];
    }
};
/** The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and /opt/venv for it. */
const pythonEntries = async (sys, mirrors, spec, temp) => {
    const archive = `${temp}/python.tar.gz`;
    await download(sys, (0,namedIndexes/* mirrored */.VV)(spec.url, mirrors), spec.sha256, archive);
    const read = await (0,readTar/* readTar */.s)(sys.files, archive, `${temp}/bodies`);
    return [...(0,hardlinks/* firstIsFile */.H)(read.flatMap((entry) => moved(entry, standaloneFolder(spec.version)))), ...venvSkeleton(spec.version)];
};


/***/ }),

/***/ 1314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ readTar)
});

// UNUSED EXPORTS: unzipped

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
;// CONCATENATED MODULE: ./lib/src/layer/byteReader.js
const byteReader = (source) => {
    const iterator = source[Symbol.asyncIterator]();
    let left = new Uint8Array();
    const next = async (most) => {
        while (left.length === 0) {
            const { value, done } = await iterator.next();
            if (done === true)
                return undefined;
            left = value;
        }
        const part = left.subarray(0, most);
        left = left.subarray(part.length);
        return part;
    };
    const stream = async function* (count) {
        for (let missing = count; missing > 0;) {
            const part = await next(missing);
            if (part === undefined)
                return;
            missing -= part.length;
            yield part;
        }
    };
    const take = async (count) => {
        if (left.length >= count)
            return (await next(count)) ?? new Uint8Array();
        const parts = [];
        for await (const part of stream(count))
            parts.push(part);
        return Buffer.concat(parts);
    };
    return { take, stream };
};

;// CONCATENATED MODULE: ./lib/src/layer/readTar.js




const BLOCK = 512;
const GZIP = [0x1f, 0x8b];
const CAPABILITY = "SCHILY.xattr.security.capability";
/** POSIX, and what GNU tar writes for sparse or contiguous files is not among them: those count as `other`. */
const KINDS = { "0": "file", "\0": "file", "7": "file", "1": "hardlink", "2": "symlink", "5": "directory" };
const broken = (why) => (0,errors/* foundProblem */.Sb)({ code: "bad-tar", message: `An archive is damaged: ${why}.`, hint: "Fetch it again. Type: dl-env build" });
const readTar_text = (bytes) => Buffer.from(bytes).toString("utf8");
const untilNul = (bytes) => {
    const end = bytes.indexOf(0);
    return end < 0 ? bytes : bytes.subarray(0, end);
};
/** Octal digits, or, where the first bit is set, a binary number as GNU tar writes it. */
const numberAt = (header, offset, length) => {
    const field = header.subarray(offset, offset + length);
    if (((field[0] ?? 0) & 0x80) !== 0)
        return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    const digits = readTar_text(untilNul(field)).trim();
    if (!/^[0-7]*$/.test(digits))
        throw broken("a number in a header is not octal");
    return digits === "" ? 0 : Number.parseInt(digits, 8);
};
const checkSum = (header) => {
    let sum = 8 * 0x20;
    for (const [index, byte] of header.entries())
        if (index < 148 || index >= 156)
            sum += byte;
    if (sum !== numberAt(header, 148, 8))
        throw broken("a header's checksum is wrong");
};
/** Records of a PAX header, values as bytes. */
const readPax = (body) => {
    const records = new Map();
    for (let at = 0; at < body.length;) {
        const space = body.indexOf(0x20, at);
        const length = Number(readTar_text(body.subarray(at, Math.max(at, space))));
        if (space < 0 || !Number.isInteger(length) || length <= 0)
            break;
        const record = body.subarray(space + 1, at + length - 1);
        const equals = record.indexOf(0x3d);
        records.set(readTar_text(record.subarray(0, equals)), record.slice(equals + 1));
        at += length;
    }
    return records;
};
const plainPath = (name) => name.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
const nameOf = (header) => {
    const name = readTar_text(untilNul(header.subarray(0, 100)));
    const isUstar = readTar_text(header.subarray(257, 263)) === "ustar\0";
    const prefix = isUstar ? readTar_text(untilNul(header.subarray(345, 500))) : "";
    return prefix === "" ? name : `${prefix}/${name}`;
};
const entryOf = (header, pax, spool, start) => {
    const said = (key) => {
        const value = pax.get(key);
        return value === undefined ? undefined : readTar_text(value);
    };
    const kind = KINDS[String.fromCodePoint(header[156] ?? 0)] ?? "other";
    const path = plainPath(said("path") ?? nameOf(header));
    const target = said("linkpath") ?? readTar_text(untilNul(header.subarray(157, 257)));
    const capability = pax.get(CAPABILITY);
    return {
        path,
        kind,
        mode: numberAt(header, 100, 8) & 0o7777,
        uid: Number(said("uid") ?? numberAt(header, 108, 8)),
        gid: Number(said("gid") ?? numberAt(header, 116, 8)),
        mtime: Math.max(0, Math.floor(Number(said("mtime") ?? numberAt(header, 136, 12)))),
        size: Number(said("size") ?? numberAt(header, 124, 12)),
        ...(kind === "symlink" ? { target } : {}),
        ...(kind === "hardlink" ? { target: plainPath(target), size: 0 } : {}),
        ...(kind === "directory" ? { size: 0 } : {}),
        ...(kind === "file" ? { content: { kind: "file", path: spool, start } } : {}),
        ...(capability === undefined ? {} : { capability }),
    };
};
/** The next header that is an entry's own, with what the headers before it say of it; undefined at the end. */
const nextHeader = async (reader) => {
    const pax = new Map();
    for (;;) {
        const header = Buffer.from(await reader.take(BLOCK));
        if (header.length < BLOCK || header.every((byte) => byte === 0))
            return undefined;
        checkSum(header);
        const type = String.fromCodePoint(header[156] ?? 0);
        if (!"xgLK".includes(type))
            return { header, pax };
        const size = numberAt(header, 124, 12);
        const body = Buffer.from(await reader.take(size));
        await reader.take((BLOCK - (size % BLOCK)) % BLOCK);
        if (type === "L")
            pax.set("path", untilNul(body));
        else if (type === "K")
            pax.set("linkpath", untilNul(body));
        // A global header (g) holds comments such as a commit; nothing in it is about one entry.
        else if (type === "x")
            for (const [key, value] of readPax(body))
                pax.set(key, value);
    }
};
async function* spooled(reader, spool, entries) {
    let offset = 0;
    for (let next = await nextHeader(reader); next !== undefined; next = await nextHeader(reader)) {
        const entry = entryOf(next.header, next.pax, spool, offset);
        entries.push(entry);
        let got = 0;
        for await (const chunk of reader.stream(entry.size)) {
            got += chunk.length;
            yield chunk;
        }
        if (got < entry.size)
            throw broken("it ends in the middle of a file");
        offset += got;
        await reader.take((BLOCK - (got % BLOCK)) % BLOCK);
    }
}
/** A tar as it is, or the tar in a gzip. */
async function* unzipped(source) {
    const reader = byteReader(source);
    const first = Buffer.from(await reader.take(2));
    const all = async function* () {
        yield first;
        yield* reader.stream(Number.MAX_SAFE_INTEGER);
    };
    const isGzip = first[0] === GZIP[0] && first[1] === GZIP[1];
    yield* isGzip ? external_node_stream_.Readable.from(all()).compose((0,external_node_zlib_.createGunzip)()) : all();
}
/**
 * Reads a tar, gzipped or plain: the bodies go one after another into `spool`, the entries are returned in the tar's order.
 * Rejects (`bad-tar`) when it is damaged or ends too early.
 */
const readTar = async (files, tar, spool) => {
    const entries = [];
    await files.write(spool, spooled(byteReader(unzipped(files.read(tar))), spool, entries));
    return entries;
};


/***/ }),

/***/ 8562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ ensureSpace)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

const GB = 1e9;
const gigabytes = (bytes) => `${(bytes / GB).toFixed(1)} GB`;
/** Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes. */
const ensureSpace = async (files, folder, needed, what) => {
    const free = await files.freeBytes(folder);
    if (free >= needed)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "disk-full",
        message: `${what} needs about ${gigabytes(needed)} of free space in ${folder}, and there are ${gigabytes(free)}.`,
        hint: `Free some space, or use another disk: export TMPDIR=/path/on/a/larger/disk. See what is full with: df -h ${folder}`,
    });
};


/***/ }),

/***/ 8783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pI: () => (/* binding */ tarHeader),
/* harmony export */   vr: () => (/* binding */ tarPadding),
/* harmony export */   y7: () => (/* binding */ TAR_END)
/* harmony export */ });
const BLOCK = 512;
const NAME_BYTES = 100;
/** Largest number that eleven octal digits hold: 8 GiB - 1 in the size field. */
const OCTAL_11 = 0o77777777777;
const OCTAL_7 = 0o7777777;
const TYPES = { file: "0", hardlink: "1", symlink: "2", directory: "5" };
const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);
const isPlain = (bytes) => bytes.length <= NAME_BYTES && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
const octal = (block, value, offset, digits) => {
    block.set(utf8(`${value.toString(8).padStart(digits, "0")}\0`), offset);
};
const checksum = (block) => {
    block.fill(0x20, 148, 156);
    let sum = 0;
    for (const byte of block)
        sum += byte;
    block.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
};
const rawHeader = (raw) => {
    const block = new Uint8Array(BLOCK);
    block.set(raw.name.subarray(0, NAME_BYTES), 0);
    octal(block, raw.mode & 0o7777, 100, 7);
    octal(block, Math.min(raw.uid, OCTAL_7), 108, 7);
    octal(block, Math.min(raw.gid, OCTAL_7), 116, 7);
    octal(block, Math.min(raw.size, OCTAL_11), 124, 11);
    octal(block, raw.mtime, 136, 11);
    block.set(utf8(raw.type), 156);
    block.set(raw.link.subarray(0, NAME_BYTES), 157);
    block.set(utf8("ustar\u000000"), 257);
    octal(block, 0, 329, 7);
    octal(block, 0, 337, 7);
    checksum(block);
    return block;
};
/** A PAX record counts its own length: `<length> <key>=<value>\n`. */
const paxRecord = (key, value) => {
    const rest = Buffer.concat([utf8(` ${key}=`), value, utf8("\n")]);
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length = String(length).length + rest.length;
    return Buffer.concat([utf8(String(length)), rest]);
};
const paxRecords = (entry, name, link) => {
    const records = [];
    if (entry.capability !== undefined)
        records.push(paxRecord("SCHILY.xattr.security.capability", entry.capability));
    if (entry.gid > OCTAL_7)
        records.push(paxRecord("gid", utf8(String(entry.gid))));
    if (!isPlain(link))
        records.push(paxRecord("linkpath", link));
    if (!isPlain(name))
        records.push(paxRecord("path", name));
    if (entry.size > OCTAL_11)
        records.push(paxRecord("size", utf8(String(entry.size))));
    if (entry.uid > OCTAL_7)
        records.push(paxRecord("uid", utf8(String(entry.uid))));
    return records;
};
/** Zeros that fill a body up to whole blocks of 512 bytes. */
const tarPadding = (size) => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
/** The two empty blocks at the end. */
const TAR_END = new Uint8Array(2 * BLOCK);
/**
 * The header blocks of one entry: ustar, and before it a PAX header where ustar cannot hold what the entry says (names over
 * 100 bytes or outside ASCII, files of 8 GiB and more, large owner ids, capabilities). Same entry, same bytes.
 */
const tarHeader = (entry) => {
    const name = utf8(entry.kind === "directory" ? `${entry.path}/` : entry.path);
    const link = utf8(entry.target ?? "");
    const records = Buffer.concat(paxRecords(entry, name, link));
    const header = rawHeader({ ...entry, name, link, type: TYPES[entry.kind], size: entry.kind === "file" ? entry.size : 0 });
    if (records.length === 0)
        return header;
    const pax = { name: utf8("PaxHeader"), link: utf8(""), type: "x", mode: 0o644, uid: 0, gid: 0, size: records.length, mtime: entry.mtime };
    return Buffer.concat([rawHeader(pax), records, tarPadding(records.length), header]);
};


/***/ }),

/***/ 9448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ walk)
/* harmony export */ });
/** Everything under `root` that is not a folder, in no particular order. */
const walk = async (files, root) => {
    const visit = async (folder) => {
        const names = await files.list(folder === "" ? root : `${root}/${folder}`);
        const found = await Promise.all(names.map(async (name) => {
            const path = folder === "" ? name : `${folder}/${name}`;
            const stat = await files.stat(`${root}/${path}`);
            if (stat === undefined)
                return [];
            if (stat.kind === "directory")
                return visit(path);
            return [{ path, kind: stat.kind, mode: stat.mode, size: stat.size }];
        }));
        return found.flat();
    };
    return visit("");
};


/***/ }),

/***/ 3040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $q: () => (/* binding */ checkPins),
/* harmony export */   WT: () => (/* binding */ checkDestinations),
/* harmony export */   nZ: () => (/* binding */ pinOf),
/* harmony export */   tK: () => (/* binding */ normalName)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9687);

/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
const normalName = (name) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
const pinOf = (value) => {
    const plain = value.replaceAll(/\s+/g, "");
    return (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .valid */ .rZ)(plain) === null ? plain : `==${plain}`;
};
/** Pins whose name or range no resolver would understand. */
const checkPins = (pins, yaml) => {
    const seen = new Set();
    return Object.entries(pins).flatMap(([name, value]) => {
        const place = yaml.keyPlace(["pins", name]);
        const normal = normalName(name);
        if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal))
            return [{ code: "wrong-value", message: `\`${name}\` is no package name.`, place, hint: "Write a name and a range, such as torch: ==2.6.0" }];
        if (seen.has(normal))
            return [{ code: "wrong-value", message: `\`pins\` names ${normal} twice.`, place, hint: `Keep one line for ${normal}.` }];
        seen.add(normal);
        if ((0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .validRange */ .Im)(pinOf(value)))
            return [];
        return [{ code: "wrong-value", message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`, place: yaml.place(["pins", name]), hint: `Write for example ${name}: ">=2.6,<2.7"` }];
    });
};
/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY = /^([a-z0-9]+([.-][a-z0-9]+)*(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;
const destinationProblem = (name) => {
    if (name.startsWith("oci:")) {
        return name.length > "oci:".length ? undefined : { message: "names no folder after `oci:`", hint: "Write for example to: oci:./images" };
    }
    if (REPOSITORY.test(name))
        return undefined;
    const last = name.slice(name.lastIndexOf("/") + 1);
    if (/[:@]/.test(last))
        return { message: "must not hold a tag or a digest; tags are derived from the cells", hint: `Write ${name.replace(/[:@][^/]*$/, "")}` };
    if (name !== name.toLowerCase())
        return { message: "must be in lower case", hint: `Write ${name.toLowerCase()}` };
    return { message: "is neither oci:DIR nor a registry's repository", hint: "Write for example oci:./images or docker.io/you/dl-env" };
};
/** `to` and `store` that name nothing that could be written. */
const checkDestinations = (request, yaml) => ["to", "store"].flatMap((key) => {
    const name = request[key];
    const problem = name === undefined ? undefined : destinationProblem(name);
    return problem === undefined ? [] : [{ code: "wrong-destination", message: `\`${key}\` ${problem.message}; found \`${name}\`.`, place: yaml.place([key]), hint: problem.hint }];
});


/***/ }),

/***/ 6570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rd: () => (/* binding */ buildImages),
  v_: () => (/* binding */ planCells),
  fX: () => (/* reexport */ prove/* promoteImages */.fX),
  pN: () => (/* reexport */ prove/* proveImages */.pN)
});

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(9824);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(6849);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(7410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var registry_repository = __webpack_require__(5418);
;// CONCATENATED MODULE: ./lib/src/registry/base.js






/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE = 8;
const baseTag = (platformDigest) => `base-${platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;
/** All tags of a repository and the day they were read; `tags` is empty when there is no such repository. */
const readTagList = async (repository, clock) => ({
    tags: await repository.tags(),
    asOf: new Date(clock.now()).toISOString().slice(0, 10),
});
const noBase = (tag, why) => (0,errors/* unreachable */.HB)({ code: "base-missing", message: `The base ${tag} ${why}.`, hint: "See which bases there are: dl-env plan" });
const isIndex = (stored) => stored.mediaType === registry_repository/* OCI_INDEX */.$p || stored.mediaType === registry_repository/* DOCKER_LIST */.Y2;
const openBase = (open, tag) => {
    const reference = (0,registry_reference/* parseReference */.F2)(tag);
    if (reference.kind === "layout")
        throw noBase(tag, "is a folder, where a registry's image is needed");
    return { repository: open((0,registry_reference/* repositoryName */.aR)(reference)), wanted: reference.digest ?? reference.tag ?? "latest" };
};
const platformOf = (stored, tag) => {
    if (!isIndex(stored))
        return stored.digest;
    const found = (0,registry_manifest/* parseIndex */.A1)(stored, tag).manifests.find(({ platform }) => platform?.os === "linux" && platform.architecture === "amd64");
    if (found === undefined)
        throw noBase(tag, "has no image for linux/amd64");
    return found.digest;
};
/** Digests of a base in one request. Rejects with `base-missing` when the tag is gone. */
const readBaseDigests = async (open, tag) => {
    const { repository, wanted } = openBase(open, tag);
    const stored = await repository.manifest(wanted);
    if (stored === undefined)
        throw noBase(tag, "is not in its registry");
    return { indexDigest: stored.digest, platformDigest: platformOf(stored, tag) };
};
const readConfig = async (repository, manifest) => (0,registry_manifest/* parseConfig */.o4)(await (0,registry_manifest/* readSmall */.o5)(repository, manifest.config), manifest.config.digest, repository.name);
/** Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three requests. `tag` names it in messages. */
const readBaseIn = async (repository, wanted, tag) => {
    const named = await repository.manifest(wanted);
    if (named === undefined)
        throw noBase(tag, "is not in its registry");
    const platformDigest = platformOf(named, tag);
    const stored = platformDigest === named.digest ? named : await repository.manifest(platformDigest);
    if (stored === undefined)
        throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
    const manifest = (0,registry_manifest/* parseManifest */.Ng)(stored, tag);
    const config = await readConfig(repository, manifest);
    if (config.rootfs.diff_ids.length !== manifest.layers.length)
        throw (0,errors/* foundProblem */.Sb)({ code: "base-broken", message: `The base ${tag} has ${manifest.layers.length} layers, but its config names ${config.rootfs.diff_ids.length}.`, hint: "Choose another base: dl-env plan" });
    return { repository, tag, indexDigest: named.digest, platformDigest, manifest, config };
};
/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
const readBase = async (open, tag) => {
    const { repository, wanted } = openBase(open, tag);
    return readBaseIn(repository, wanted, tag);
};
/** Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when bytes moved. */
const moveBlob = async (digest, size, from, to) => {
    if (await to.mountBlob(digest, from))
        return false;
    return to.writeBlob({ digest, size, open: () => from.readBlob(digest) });
};
const ociManifest = (base) => ({
    schemaVersion: 2,
    mediaType: registry_repository/* OCI_MANIFEST */.EG,
    config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: base.manifest.config.digest, size: base.manifest.config.size },
    layers: base.manifest.layers.map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, base.tag)),
    annotations: { [BASE_DIGEST]: base.platformDigest },
});
/** The base as a store has it, or undefined; its own registry is not asked. */
const readStoredBase = async (store, platformDigest) => {
    const tag = baseTag(platformDigest);
    const stored = await store.manifest(tag);
    if (stored === undefined)
        return undefined;
    const manifest = (0,registry_manifest/* parseManifest */.Ng)(stored, store.name);
    const config = await readConfig(store, manifest);
    return { tag, platformDigest, manifest, config, descriptor: { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength } };
};
/** Registries keep what a manifest names; from a layout a blob may have been removed by hand. */
const isWhole = async (store, { manifest }) => {
    if (store.kind === "registry")
        return true;
    const there = await Promise.all([manifest.config, ...manifest.layers].map(({ digest }) => store.hasBlob(digest)));
    return there.every(Boolean);
};
/**
 * Puts a base into the store: its own config and layer blobs, mounted where they can be and streamed where they lack,
 * under a manifest with OCI's media types. Does nothing when it is there.
 */
const copyBase = async (base, store) => {
    const known = await readStoredBase(store, base.platformDigest);
    if (known !== undefined && (await isWhole(store, known)))
        return known;
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const blobs = new Map([base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]));
    await Promise.all([...blobs].map(([digest, size]) => limit(() => moveBlob(digest, size, base.repository, store))));
    const manifest = ociManifest(base);
    const bytes = (0,registry_manifest/* jsonBytes */.yN)(manifest);
    const tag = baseTag(base.platformDigest);
    await store.putManifest({ bytes, mediaType: registry_repository/* OCI_MANIFEST */.EG }, tag);
    return { tag, platformDigest: base.platformDigest, manifest, config: base.config, descriptor: { mediaType: registry_repository/* OCI_MANIFEST */.EG, digest: (0,registry_digest/* digestOf */.ol)(bytes), size: bytes.byteLength } };
};

;// CONCATENATED MODULE: ./lib/src/engine/base.js





/** Reads manifest and config of a build's base: small, whatever the size of its layers. */
const readEngineBase = (open, base) => base.kind === "layout" ? readBaseIn(open(`oci:${base.dir}`), base.digest, `oci:${base.dir}:${base.tag}`) : readBase(open, base.reference);
/** `repository@digest`: not every engine takes a reference with both tag and digest. */
const withoutTag = (reference) => {
    const parsed = (0,registry_reference/* parseReference */.F2)(reference);
    if (parsed.kind === "layout" || parsed.digest === undefined)
        return reference;
    return `${parsed.host}/${parsed.repository}@${parsed.digest}`;
};
/** Under this name the base stands in its view. */
const VIEW_TAG = "base";
/**
 * A layout folder that holds one image only, the base, and shares its blobs with the folder that has them. Engines find the base in it by
 * digest whatever else the layout holds, and always as OCI's media types, which is all that podman reads from a layout.
 * Returns the digest of the manifest in the view.
 */
const makeView = async (files, base, blobs, dir) => {
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: registry_repository/* OCI_MANIFEST */.EG,
        config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: base.manifest.config.digest, size: base.manifest.config.size },
        layers: base.manifest.layers.map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, base.tag)),
    });
    const digest = (0,registry_digest/* digestOf */.ol)(manifest);
    const folder = `${dir}/blobs/sha256`;
    await files.makeDir(folder);
    for (const blob of new Set([base.manifest.config, ...base.manifest.layers].map(({ digest }) => digest.slice("sha256:".length))))
        await files.link(`${blobs}/${blob}`, `${folder}/${blob}`);
    await files.write(`${folder}/${digest.slice("sha256:".length)}`, manifest);
    const entry = { mediaType: registry_repository/* OCI_MANIFEST */.EG, digest, size: manifest.byteLength, platform: { os: "linux", architecture: "amd64" }, annotations: { "org.opencontainers.image.ref.name": VIEW_TAG } };
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    await files.write(`${dir}/index.json`, JSON.stringify({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [entry] }));
    return digest;
};

;// CONCATENATED MODULE: ./lib/src/engine/engine.js
/** Name of the build argument, declared before the first FROM, that every Containerfile of ours takes its base from: `FROM ${BASE} AS system`. */
const BASE_ARG = "BASE";
/** The stage that holds what the base needs: apt packages, the user, files' places. */
const SYSTEM_STAGE = "system";
/** Name of the recipe file in a build's folder. */
const CONTAINERFILE = "Containerfile";

;// CONCATENATED MODULE: ./lib/src/engine/failure.js

/** Lines of a failed engine's output that go into the cause: enough to see apt's or uv's own words. */
const TAIL_LINES = 30;
const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
/** BuildKit numbers its lines and says when: `#5 2.317 E: …`. */
const STAMP = /^#\d+ [\d.]+ /;
/** The script of a RUN, which is in what engines say of its failure and is often longer than all else. */
const SCRIPT = /(process ")\/bin\/sh -c .*(" did not complete)|(building at STEP ").*(": while)/;
/** The line that most likely says why: what apt said, else the last that speaks of an error, else the last. */
const telling = (text) => {
    const all = lines(text).map((line) => line.replace(STAMP, "").replace(SCRIPT, "$1$3RUN …$2$4"));
    const found = all.findLast((line) => line.startsWith("E: ")) ?? all.findLast((line) => /\berror\b|\bfatal\b/i.test(line)) ?? all.at(-1) ?? "it said nothing";
    const plain = found.replace(/^(Error|ERROR|error|fatal):\s*/, "").replace(/\.$/, "");
    return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
};
const tail = (result) => new Error(lines(`${result.stdout}\n${result.stderr}`).slice(-TAIL_LINES).join("\n"));
/** What an engine's non-zero exit means. `what` completes "podman could not …". */
const engineFailed = (engine, what, result, retry) => {
    const said = `${result.stdout}\n${result.stderr}`;
    if (/no space left on device|disk quota exceeded/i.test(said)) {
        return (0,errors/* unreachable */.HB)({ code: "disk-full", message: `${engine} could not ${what}: its disk is full.`, hint: "See how much room each file system has: df -h" }, { cause: tail(result) });
    }
    return (0,errors/* foundProblem */.Sb)({ code: "engine-failed", message: `${engine} could not ${what}: ${telling(said)}.`, hint: `To see all it says, type: ${retry}` }, { cause: tail(result) });
};

// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
;// CONCATENATED MODULE: ./lib/src/engine/result.js







/**
 * An empty layout for an engine's result. The blobs `held` are there in name only: an engine does not write what it finds, so the base's
 * layers are neither compressed nor copied. (BuildKit looks for the digest of the blob, podman for that of the tar.)
 */
const prepareResult = async (files, dir, held) => {
    await files.makeDir(`${dir}/blobs/sha256`);
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    for (const digest of held)
        await files.write((0,layout/* blobPath */.nD)(dir, digest), "");
};
const notOnBase = (base) => (0,errors/* foundProblem */.Sb)({
    code: "engine-other-base",
    message: `The engine's result does not stand on ${base.tag} at ${base.platformDigest}.`,
    hint: "The Containerfile must begin with ARG BASE and FROM ${BASE} AS system; write it anew: dl-env generate",
});
/** Reads what an engine wrote, and checks that it stands on the base. */
const readResult = async (sys, dir, base) => {
    const repository = (0,layout/* layoutRepository */.$_)(sys, dir);
    const entry = (await (0,layoutIndex/* readIndex */.vY)(sys.files, dir, repository.name)).manifests.at(-1);
    const stored = entry === undefined ? undefined : await repository.manifest(entry.digest);
    if (stored === undefined)
        throw notOnBase(base);
    const manifest = (0,registry_manifest/* parseManifest */.Ng)(stored, repository.name);
    const config = (0,registry_manifest/* parseConfig */.o4)(await (0,registry_manifest/* readSmall */.o5)(repository, manifest.config), manifest.config.digest, repository.name);
    const below = base.config.rootfs.diff_ids;
    if (below.some((diffId, index) => diffId !== config.rootfs.diff_ids[index]))
        throw notOnBase(base);
    const added = manifest.layers.slice(below.length).map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, repository.name));
    return { config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: manifest.config.digest, size: manifest.config.size }, added, dir };
};
const openTarget = (open, target) => open(target.kind === "layout" ? `oci:${target.dir}` : target.repository);
/** Blobs that move at the same time. */
const result_SIDE_BY_SIDE = 4;
/** Puts an engine's image into a repository by digest, without a tag: the base's own blobs, then what was added. Returns the manifest's digest. */
const deliver = async (sys, base, result, into) => {
    const limit = (0,p_limit/* default */.A)(result_SIDE_BY_SIDE);
    const below = base.manifest.layers.map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, base.tag));
    const ofBase = new Map(below.map((layer) => [layer.digest, layer]));
    const ours = new Map([...result.added, result.config].filter(({ digest }) => !ofBase.has(digest)).map((blob) => [blob.digest, blob]));
    await Promise.all([
        ...[...ofBase.values()].map(({ digest, size }) => limit(() => moveBlob(digest, size, base.repository, into))),
        ...[...ours.values()].map(({ digest, size }) => limit(() => into.writeBlob({ digest, size, open: () => sys.files.read((0,layout/* blobPath */.nD)(result.dir, digest)) }))),
    ]);
    const bytes = (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_MANIFEST */.EG, config: result.config, layers: [...below, ...result.added] });
    return into.putManifest({ bytes, mediaType: registry_repository/* OCI_MANIFEST */.EG });
};

// EXTERNAL MODULE: ./lib/src/layer/blob.js + 1 modules
var blob = __webpack_require__(6181);
// EXTERNAL MODULE: ./lib/src/layer/canonical.js
var canonical = __webpack_require__(2914);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(1314);
;// CONCATENATED MODULE: ./lib/src/engine/systemLayer.js



const OPAQUE = ".wh..wh..opq";
const WHITEOUT = ".wh.";
const split = (path) => {
    const slash = path.lastIndexOf("/");
    return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
};
const under = (folder, name) => (folder === "" ? name : `${folder}/${name}`);
const removeBelow = (tree, folder) => {
    for (const path of tree.keys())
        if (folder === "" || path.startsWith(`${folder}/`))
            tree.delete(path);
};
/** Hard links as files that share a body, so that a later layer may replace one of them and not the others. */
const unlinked = (layer, tree) => {
    const byPath = new Map(layer.map((entry) => [entry.path, entry]));
    return layer.map((entry) => {
        const target = entry.kind === "hardlink" ? (byPath.get(entry.target ?? "") ?? tree.get(entry.target ?? "")) : undefined;
        if (target?.kind !== "file")
            return entry;
        return { ...target, path: entry.path };
    });
};
/** Files that still share a body become hard links again. */
const relinked = (entries) => {
    const first = new Map();
    return entries.map((entry) => {
        const { content, ...bare } = entry;
        if (content?.kind !== "file" || entry.size === 0)
            return entry;
        const body = `${content.path}:${content.start ?? 0}`;
        const target = first.get(body);
        if (target !== undefined)
            return { ...bare, kind: "hardlink", size: 0, target };
        first.set(body, entry.path);
        return entry;
    });
};
const whiteOut = (tree, entry) => {
    const { folder, name } = split(entry.path);
    const gone = under(folder, name.slice(WHITEOUT.length));
    removeBelow(tree, name === OPAQUE ? folder : gone);
    if (name !== OPAQUE)
        tree.delete(gone);
    tree.set(entry.path, entry);
};
const place = (tree, entry) => {
    const { folder, name } = split(entry.path);
    const mark = under(folder, WHITEOUT + name);
    const hidden = tree.get(mark);
    tree.delete(mark);
    // A folder in the place of something that was removed must not show what the base has there.
    if (hidden !== undefined && entry.kind === "directory")
        tree.set(under(entry.path, OPAQUE), { ...hidden, path: under(entry.path, OPAQUE) });
    if (entry.kind !== "directory")
        removeBelow(tree, entry.path);
    tree.set(entry.path, entry);
};
/**
 * Layers, lowest first, as one: what a later layer removes or replaces is gone, and what any of them removed of the base is still marked
 * as removed. Within one layer the marks count before the rest, whatever their order, as the OCI image specification has it. Pure.
 */
const mergeLayers = (layers) => {
    const tree = new Map();
    const isMark = (entry) => split(entry.path).name.startsWith(WHITEOUT);
    for (const layer of layers) {
        const entries = unlinked(layer, tree);
        for (const entry of entries.filter(isMark))
            whiteOut(tree, entry);
        for (const entry of entries.filter((entry) => !isMark(entry)))
            place(tree, entry);
    }
    return relinked([...tree.values()]);
};
/** Folders that every Debian and Ubuntu has, and that engines and apt touch without leaving anything in them. */
const TOUCHED = new Set("dev etc home opt proc run sys tmp usr usr/bin usr/lib usr/share var var/cache var/cache/apt var/cache/apt/archives var/cache/apt/archives/partial var/cache/debconf var/cache/ldconfig var/lib var/lib/apt var/lib/apt/lists var/lib/dpkg var/lib/dpkg/updates var/log".split(" "));
/** Empty, or must not be in a layer; podman has it whenever debconf was asked anything. */
const PASSWORDS = "var/cache/debconf/passwords.dat";
/** Without what says only which engine it was. The entries are sorted by path, so a folder's content comes right after it. Pure. */
const withoutTouched = (entries) => {
    const kept = [];
    for (const entry of entries.toReversed()) {
        const isEmpty = !(kept.at(-1)?.path.startsWith(`${entry.path}/`) ?? false);
        if (entry.path === PASSWORDS || (entry.kind === "directory" && isEmpty && TOUCHED.has(entry.path)))
            continue;
        kept.push(entry);
    }
    return kept.toReversed();
};
/** The layers that an engine added to the base (tar or tar+gzip, lowest first) as one canonical layer in `file`; see layer/canonical.ts. */
const systemLayer = async (sys, tars, file, epoch) => {
    const temp = await sys.files.makeTemp("system-", split(file).folder || "/");
    try {
        const layers = [];
        for (const [index, tar] of tars.entries())
            layers.push(await (0,readTar/* readTar */.s)(sys.files, tar, `${temp}/bodies-${index}`));
        return (await (0,blob/* writeBlob */.Z)(sys, withoutTouched((0,canonical/* canonicalEntries */.n)(mergeLayers(layers), epoch)), file)).layer;
    }
    finally {
        await sys.files.remove(temp);
    }
};

// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/buildx.js








/** The name of the build context that stands for the base. */
const BASE_CONTEXT = "base";
/** One field of an option that buildx reads as CSV. */
const field = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const baseArguments = ({ context, view }) => {
    const base = context.base.kind === "registry" ? withoutTag(context.base.reference) : BASE_CONTEXT;
    return [...(view === undefined ? [] : [`--build-context=${BASE_CONTEXT}=oci-layout://${view.dir}@${view.digest}`]), `--build-arg=${BASE_ARG}=${base}`];
};
/**
 * `docker buildx build` that writes an OCI layout folder. Not `push=true`: BuildKit in dockerd can't push by digest, and a layout keeps
 * credentials, retries and mounts in one client. No attestations, because they make an index of the image.
 */
const buildxBuildArgv = (buildx, build) => [
    ...buildx,
    "build",
    "--progress=plain",
    "--provenance=false",
    "--sbom=false",
    ...(build.hostNetwork ? ["--network=host", "--allow=network.host"] : []),
    ...(build.stage === undefined ? [] : [`--target=${build.stage}`]),
    ...Object.entries(build.context.secrets).flatMap(([id, file]) => ["--secret", [`id=${id}`, `src=${file}`].map(field).join(",")]),
    ...Object.entries({ ...build.context.buildArgs, SOURCE_DATE_EPOCH: String(build.context.epoch) }).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...baseArguments(build),
    `--output=${["type=oci", "tar=false", `dest=${build.result}`].map(field).join(",")}`,
    "--file",
    (0,external_node_path_.join)(build.context.dir, CONTAINERFILE),
    build.context.dir,
];
const viewOf = async (sys, context, base, work) => {
    if (context.base.kind === "registry")
        return {};
    const dir = (0,external_node_path_.join)(work, "view");
    return { view: { dir, digest: await makeView(sys.files, base, (0,external_node_path_.join)(context.base.dir, "blobs", "sha256"), dir) } };
};
/** Builds and writes what was added to the base into a layout under `work`. */
const build = async ({ sys, open, buildx }, context, work, stage, onLine) => {
    const base = await readEngineBase(open, context.base);
    const dir = (0,external_node_path_.join)(work, "result");
    const view = await viewOf(sys, context, base, work);
    await prepareResult(sys.files, dir, base.manifest.layers.map(({ digest }) => digest));
    const argv = buildxBuildArgv(buildx.argv, { context, result: dir, hostNetwork: buildx.hostNetwork, ...view, ...stage });
    const result = await sys.processes.run(argv, { cwd: work, env: buildx.env, onLine });
    if (result.code !== 0)
        throw engineFailed("buildx", `build ${(0,external_node_path_.join)(context.dir, CONTAINERFILE)}`, result, argv.join(" "));
    return { base, result: await readResult(sys, dir, base) };
};
/** Builds with BuildKit through `docker buildx`; what BuildKit keeps as its cache is its own. */
const buildxEngine = (sys, open, buildx) => {
    const tools = { sys, open, buildx };
    return {
        name: "buildx",
        version: buildx.version,
        buildSystem: (context, work, onLine) => (0,withFolder/* withFolder */.Z)(sys, work, async (folder) => {
            const { result } = await build(tools, context, folder, { stage: SYSTEM_STAGE }, onLine);
            return systemLayer(sys, result.added.map(({ digest }) => (0,layout/* blobPath */.nD)(result.dir, digest)), (0,external_node_path_.join)(work, "system.tar.gz"), context.epoch);
        }),
        buildImage: (context, target, onLine) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
            const { base, result } = await build(tools, context, folder, {}, onLine);
            return deliver(sys, base, result, openTarget(open, target));
        }),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/buildxProbe.js
var buildxProbe = __webpack_require__(4019);
;// CONCATENATED MODULE: ./lib/src/engine/podman.js








/**
 * `podman build`. The network is the host's: bridges need a plugin, a firewall or a tun device that hosts lack, and a proxy or mirror may
 * listen on loopback. No `--timestamp`: it sets the time of every file, and Python then ignores the compiled files of apt's packages.
 */
const podmanBuildArgv = (podman, { context, base, stage, layers, idFile }) => [
    ...podman,
    "build",
    "--format=oci",
    `--layers=${String(layers)}`,
    "--network=host",
    ...(stage === undefined ? [] : [`--target=${stage}`]),
    ...Object.entries(context.secrets).flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
    ...Object.entries({ ...context.buildArgs, SOURCE_DATE_EPOCH: String(context.epoch), [BASE_ARG]: base }).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    `--iidfile=${idFile}`,
    "--file",
    (0,external_node_path_.join)(context.dir, CONTAINERFILE),
    context.dir,
];
/** Pulls quietly: the image's id is the last line of standard output. */
const podmanPullArgv = (podman, from, insecure) => [...podman, "pull", "--quiet", ...(insecure ? ["--tls-verify=false"] : []), from];
/** Writes an image into a layout folder below the working directory, uncompressed blobs that are there already excepted. */
const podmanPushArgv = (podman, image, folder) => [...podman, "push", "--quiet", "--format=oci", image, `oci:${folder}:result`];
/** Ids (11 digits, as podman prints the steps') of the images that a build committed, the last first, from what it printed; those that it took from a cache are not its own. */
const committedImages = (output) => {
    const cached = new Set([...output.matchAll(/^--> Using cache ([0-9a-f]{11})/gm)].map((match) => match[1]));
    const committed = [...output.matchAll(/^(?:--> )?([0-9a-f]{11})[0-9a-f]{0,53}$/gm)].map((match) => match[1] ?? "");
    return [...new Set(committed)].filter((id) => !cached.has(id)).reverse();
};
const run = async ({ sys, podman }, argv, what, cwd, onLine) => {
    const lines = onLine === undefined ? {} : { onLine, onOutputLine: onLine };
    const result = await sys.processes.run(argv, { cwd, env: podman.env, ...lines });
    if (result.code !== 0)
        throw engineFailed("podman", what, result, argv.join(" "));
    return result;
};
/** Name of a base in podman's storage that came from a layout. It stays there, as a base that was pulled does. */
const viewName = (base) => `dl-env-base-${base.platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
/** Gets a base into podman's storage; returns its id. */
const pullBase = async (tools, context, base, work) => {
    const { sys, podman } = tools;
    if (context.base.kind === "registry") {
        const { reference, insecure } = context.base;
        return lastLine((await run(tools, podmanPullArgv(podman.argv, withoutTag(reference), insecure), `pull ${reference}`, work)).stdout);
    }
    const name = viewName(base);
    const known = await sys.processes.run([...podman.argv, "image", "inspect", "--format={{.Id}}", `localhost/${name}:latest`], { cwd: work, env: podman.env });
    if (known.code === 0)
        return known.stdout.trim();
    await makeView(sys.files, base, (0,external_node_path_.join)(context.base.dir, "blobs", "sha256"), (0,external_node_path_.join)(work, name));
    // A relative path: podman makes a name of it, which must be in lower case, and reads a colon in it as the end.
    return lastLine((await run(tools, podmanPullArgv(podman.argv, `oci:${name}:${VIEW_TAG}`, false), `read the base ${base.tag}`, work)).stdout);
};
const removeImages = async ({ sys, podman }, images, work) => {
    // The last image takes those below it along; those of other stages are left, and one that something else stands on stays.
    for (const image of images)
        await sys.processes.run([...podman.argv, "rmi", image], { cwd: work, env: podman.env });
};
/** Builds, writes what was added to the base into a layout under `work`, and leaves nothing but the base in podman's storage. */
const podman_build = async (tools, context, work, what, onLine) => {
    const { sys, podman } = tools;
    const base = await readEngineBase(tools.open, context.base);
    const id = await pullBase(tools, context, base, work);
    const heard = [];
    const hear = (line) => {
        heard.push(line);
        onLine(line);
    };
    try {
        await run(tools, podmanBuildArgv(podman.argv, { context, base: id, idFile: (0,external_node_path_.join)(work, "image-id"), ...what }), `build ${(0,external_node_path_.join)(context.dir, CONTAINERFILE)}`, work, hear);
        const image = (await sys.files.readText((0,external_node_path_.join)(work, "image-id")))?.trim().replace("sha256:", "") ?? "";
        await prepareResult(sys.files, (0,external_node_path_.join)(work, "result"), base.config.rootfs.diff_ids);
        await run(tools, podmanPushArgv(podman.argv, image, "result"), "write its result", work);
        return { base, result: await readResult(sys, (0,external_node_path_.join)(work, "result"), base) };
    }
    finally {
        await removeImages(tools, committedImages(heard.join("\n")), work);
    }
};
/** Builds with podman in its own storage, rootless or as root. */
const podmanEngine = (sys, open, podman) => {
    const tools = { sys, open, podman };
    return {
        name: "podman",
        version: podman.version,
        buildSystem: (context, work, onLine) => (0,withFolder/* withFolder */.Z)(sys, work, async (folder) => {
            const { result } = await podman_build(tools, context, folder, { stage: SYSTEM_STAGE, layers: false }, onLine);
            return systemLayer(sys, result.added.map(({ digest }) => (0,layout/* blobPath */.nD)(result.dir, digest)), (0,external_node_path_.join)(work, "system.tar.gz"), context.epoch);
        }),
        buildImage: (context, target, onLine) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
            const { base, result } = await podman_build(tools, context, folder, { layers: true }, onLine);
            return deliver(sys, base, result, openTarget(open, target));
        }),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/podmanProbe.js + 1 modules
var podmanProbe = __webpack_require__(1518);
;// CONCATENATED MODULE: ./lib/src/engine/choose.js





const cannot = (name, { why, hint }) => (0,errors/* unreachable */.HB)({ code: "engine-unusable", message: `The engine ${name} that was asked for cannot be used: ${why}.`, hint: `Use the other one (engine: auto), or type: ${hint}` });
const none = (buildx, podman) => (0,errors/* unreachable */.HB)({
    code: "no-engine",
    message: `There is no engine here that can build: ${buildx.why}; ${podman.why}.`,
    hint: `podman is enough, and needs no daemon. Type: ${podman.hint}`,
});
const fromBuildx = (sys, { open }, call, why) => ({ engine: buildxEngine(sys, open, call), why: `Engine: buildx ${call.version}, ${why}.` });
const fromPodman = (sys, { open }, call, why) => ({ engine: podmanEngine(sys, open, call), why: `Engine: podman ${call.version}, ${why}.` });
const automatic = async (sys, needs) => {
    const buildx = await (0,buildxProbe/* probeBuildx */.he)(sys);
    if (buildx.ok)
        return fromBuildx(sys, needs, buildx.call, "because it can build here");
    const podman = await (0,podmanProbe/* probePodman */.y)(sys, needs.work);
    if (podman.ok)
        return fromPodman(sys, needs, podman.call, `because ${buildx.why}`);
    throw none(buildx, podman);
};
const choose = async (sys, wanted, needs) => {
    switch (wanted) {
        case "auto":
            return automatic(sys, needs);
        case "buildx": {
            const probe = await (0,buildxProbe/* probeBuildx */.he)(sys);
            if (!probe.ok)
                throw cannot("buildx", probe);
            return fromBuildx(sys, needs, probe.call, "as asked");
        }
        case "podman": {
            const probe = await (0,podmanProbe/* probePodman */.y)(sys, needs.work);
            if (!probe.ok)
                throw cannot("podman", probe);
            return fromPodman(sys, needs, probe.call, "as asked");
        }
    }
};
/**
 * The engine that builds on this host. It is judged by what it can do, in a trial of a second, not by its name: `buildx` and `podman` are
 * taken or refused (`engine-unusable`), `auto` takes buildx if it can, else podman, else rejects with `no-engine`. Says in the log which and why.
 */
const chooseEngine = async (sys, wanted, needs) => {
    const { engine, why } = await choose(sys, wanted, needs);
    sys.log.info(why);
    return engine;
};

;// CONCATENATED MODULE: ./lib/src/engine/secrets.js

/** Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS is not among them: it only adds to one. */
const BUNDLES = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE"];
/** Where administrators put certificates of their own, and the bundle that the distribution makes of them and its own. */
const ADDED = [
    ["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"],
    ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"],
];
/** The bundle that this host's programs trust, where that is not simply the distribution's: named by the environment, or with certificates added. */
const bundle = async (sys) => {
    for (const name of BUNDLES) {
        const path = sys.env.get(name);
        const bytes = path === undefined || path === "" ? undefined : await sys.files.readBytes(path);
        if (bytes !== undefined)
            return bytes;
    }
    for (const [folder, file] of ADDED)
        if ((await sys.files.list(folder)).length > 0)
            return sys.files.readBytes(file);
    return undefined;
};
/** Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean nothing in a build. */
const PIP_KEYS = ["index-url", "extra-index-url", "trusted-host", "timeout", "retries"];
/** What pip and uv call the same thing, in the order in which it counts: uv's own variable first, because the build runs uv. */
const VARIABLES = {
    "index-url": ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"],
    "extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
    "trusted-host": ["PIP_TRUSTED_HOST"],
    timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
    retries: ["PIP_RETRIES"],
};
const configFiles = (sys) => {
    const named = sys.env.get("PIP_CONFIG_FILE");
    const own = [`${sys.env.get("XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`, `${sys.env.home}/.pip/pip.conf`, "/etc/pip.conf"];
    return named === undefined || named === "" ? own : [named, ...own];
};
/** Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines. Pure. */
const readPipConf = (text) => {
    const values = new Map();
    let section = "";
    let key;
    for (const line of text.split("\n")) {
        const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
        const pair = /^([A-Za-z-_]+)\s*[=:]\s*(.*)$/.exec(line);
        if (header !== undefined)
            section = header.trim();
        else if (/^\s*([#;].*)?$/.test(line))
            continue;
        else if (/^\s/.test(line) && key !== undefined)
            values.set(key, `${values.get(key) ?? ""}\n    ${line.trim()}`.replace(/^\n\s*/, ""));
        else if (pair !== null && (section === "global" || section === "install")) {
            key = (pair[1] ?? "").replaceAll("_", "-").toLowerCase();
            values.set(key, (pair[2] ?? "").trim());
            continue;
        }
        if (header !== undefined)
            key = undefined;
    }
    return values;
};
/** A pip.conf that says where packages come from, as this host's environment and files have it; undefined when they say nothing. */
const pipConf = async (sys) => {
    const found = new Map();
    for (const key of PIP_KEYS) {
        const value = VARIABLES[key]?.map((name) => sys.env.get(name)).find((text) => text !== undefined && text !== "");
        if (value !== undefined)
            found.set(key, value);
    }
    for (const file of configFiles(sys))
        for (const [key, value] of readPipConf((await sys.files.readText(file)) ?? ""))
            if (PIP_KEYS.includes(key) && !found.has(key))
                found.set(key, value);
    if (!found.has("index-url") && !found.has("extra-index-url"))
        return undefined;
    return ["[global]", ...[...found].map(([key, value]) => `${key} = ${value}`), ""].join("\n");
};
/**
 * Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates that its programs trust, and `pip`, a pip.conf
 * that names its package index. Each only where the host has something to say. They are mounted during RUN and never get into a layer.
 */
const buildSecrets = async (sys, work) => {
    const contents = { ca: await bundle(sys), pip: await pipConf(sys) };
    const secrets = {};
    for (const [id, content] of Object.entries(contents)) {
        if (content === undefined)
            continue;
        secrets[id] = (0,external_node_path_.join)(work, "secrets", id);
        await sys.files.write(secrets[id], content, 0o600);
    }
    return secrets;
};

// EXTERNAL MODULE: ./lib/src/image/recipe.js
var image_recipe = __webpack_require__(7396);
// EXTERNAL MODULE: ./lib/src/image/quote.js
var quote = __webpack_require__(2548);
;// CONCATENATED MODULE: ./lib/src/image/system.js

/** The user of every image: Kubernetes asks for numbers, group 0 is what lets any other uid work too. */
const IMAGE_USER = { name: "dev", uid: 1000, gid: 0, home: "/home/dev" };
/**
 * uid 1000 belongs to `ubuntu` in Ubuntu's images since 23.04. A password of `*` is none, but no locked account, which sshd would refuse without
 * PAM. Without a day of the last change the same build gives the same /etc/shadow tomorrow. A volume at /etc/ssh/keys keeps host keys.
 */
const user = [
    "old=\"$(getent passwd 1000 | cut -d: -f1)\"; if [ -n \"$old\" ]; then userdel --remove \"$old\"; fi;",
    `useradd --uid ${IMAGE_USER.uid} --gid ${IMAGE_USER.gid} --no-log-init --password '*' --create-home --home-dir ${IMAGE_USER.home} --shell /bin/bash ${IMAGE_USER.name};`,
    `chage --lastday -1 ${IMAGE_USER.name}; chmod -R g=u ${IMAGE_USER.home}; chmod 0775 ${IMAGE_USER.home}; install -d -m 0770 /etc/ssh/keys;`,
];
const sudoers = [`echo '${IMAGE_USER.name} ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/dl-env; chmod 0440 /etc/sudoers.d/dl-env;`];
/** Packages go to `lib/python3`, so that their layers fit every Python. */
const venv = (python) => [
    `umask 002; python${python} -m venv --without-pip /opt/venv;`,
    `mv /opt/venv/lib/python${python} /opt/venv/lib/python3; ln -s python3 /opt/venv/lib/python${python};`,
    `mkdir -p /opt/venv/include/site/python3; ln -s python3 /opt/venv/include/site/python${python};`,
    "chmod -R g=u /opt/venv;",
];
/** NVIDIA's own apt source is left out while installing: it would replace what the base pins. */
const aptSettings = (apt) => [
    // Does nothing but differ from span to span: engines reuse what they remember of a RUN with the same text, old packages and all.
    `: ${(0,quote/* shellWord */.r7)(`packages as of ${apt.asOf}`)}; mkdir -p /tmp/apt/sources;`,
    "find /etc/apt/sources.list.d -type f ! -name 'cuda*' ! -name 'nvidia*' -exec cp -t /tmp/apt/sources {} +;",
    "echo 'Dir::Etc::sourceparts \"/tmp/apt/sources\";' > /tmp/apt/apt.conf;",
    ...(apt.snapshot === undefined ? [] : [`echo 'APT::Snapshot ${(0,quote/* shellWord */.r7)(`"${apt.snapshot}"`).slice(1, -1)};' >> /tmp/apt/apt.conf;`]),
    "if [ -f /run/secrets/ca ]; then echo 'Acquire::https::CAInfo \"/run/secrets/ca\";' >> /tmp/apt/apt.conf; fi;",
    "export APT_CONFIG=/tmp/apt/apt.conf DEBIAN_FRONTEND=noninteractive;",
];
const asArgument = ({ name, version }) => (0,quote/* shellWord */.r7)(version === undefined ? name : `${name}=${version}`);
const system_packages = (recipe) => {
    const { apt, python, pythonFrom, sudo } = recipe;
    const added = [...(pythonFrom === "ubuntu" ? [`python${python}`, `python${python}-venv`] : []), ...(sudo ? ["sudo"] : [])];
    const listed = new Map([...added.map((name) => ({ name })), ...apt.packages].map((one) => [one.name, one]));
    return [...listed.values()].map(asArgument).sort();
};
/**
 * The stage `system`: the only one that an engine builds in linked mode, and the first of each cell's Containerfile. Its text is part of
 * the layer's key, so it names neither base nor cell. `BASE` is an argument that stands before it.
 */
const systemScript = (recipe) => {
    const install = (0,quote/* wrapped */.ky)("", system_packages(recipe), " \\\n        ", 100);
    const body = [
        ...aptSettings(recipe.apt),
        "apt-get update -q;",
        `apt-get install -qy --no-install-recommends --no-upgrade \\\n        ${install};`,
        ...user,
        ...(recipe.sudo ? sudoers : []),
        ...(recipe.pythonFrom === "ubuntu" ? venv(recipe.python) : []),
        "apt-get clean; rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt /var/log/*.log /var/log/lastlog /var/log/faillog",
    ];
    const last = "    /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old /etc/ssh/ssh_host_* /etc/*-";
    return `FROM \${BASE} AS system\nRUN --mount=type=secret,id=ca set -eu; umask 022; \\\n    ${[...body, last].join(" \\\n    ")}\n`;
};
/** A Containerfile with nothing but the stage `system`: what an engine is given in linked mode, where the base is named by the engine. */
const systemContainerfile = (system) => `ARG BASE\n${system.script}`;
/** What decides the system layer of a cell. `base` is the digest of the base's manifest for this platform. */
const systemRecipe = (cell, apt, base, sudo) => {
    const common = { release: cell.ubuntu, apt, python: cell.python, pythonFrom: cell.pythonFrom, sudo };
    return { ...common, base, script: systemScript(common) };
};

;// CONCATENATED MODULE: ./lib/src/registry/layers.js





/** On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a link reads no configs. */
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
const TITLE = "org.opencontainers.image.title";
/** Layers have no date of their own: the same input is the same bytes. */
const CREATED = "1970-01-01T00:00:00Z";
/** The tags of all layers in a store: one request. Existence of many is asked of this set. */
const layerTags = async (store) => new Set(await store.tags());
const inMemory = (bytes) => ({
    digest: (0,registry_digest/* digestOf */.ol)(bytes),
    size: bytes.byteLength,
    open: async function* () {
        yield bytes;
    },
});
const configOf = (spec, made) => (0,registry_manifest/* jsonBytes */.yN)({
    architecture: "amd64",
    os: "linux",
    created: CREATED,
    config: { Labels: { [TITLE]: spec.title } },
    rootfs: { type: "layers", diff_ids: [made.diffId] },
    history: [{ created: CREATED, created_by: `dl-env: ${spec.title}` }],
});
const manifestOf = (spec, made, config, paths) => ({
    schemaVersion: 2,
    mediaType: registry_repository/* OCI_MANIFEST */.EG,
    config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: config.digest, size: config.size },
    layers: [
        { mediaType: made.mediaType, digest: made.digest, size: made.size, annotations: { [DIFF_ID]: made.diffId, [UNPACKED]: String(made.unpacked) } },
        ...(paths === undefined ? [] : [{ mediaType: registry_repository/* LAYER_PATHS */.HX, digest: paths.digest, size: paths.size }]),
    ],
    annotations: { [TITLE]: spec.title },
});
const read = (manifest, tag, store) => {
    const [layer] = manifest.layers;
    const diffId = layer?.annotations?.[DIFF_ID];
    if (layer === undefined || diffId === undefined) {
        throw (0,errors/* foundProblem */.Sb)({ code: "not-a-layer", message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`, hint: "Give the layers a repository of their own in dl-env.yml: store: registry.example/team/dl-env-layers" });
    }
    const paths = manifest.layers.find(({ mediaType }) => mediaType === registry_repository/* LAYER_PATHS */.HX);
    return { tag, digest: layer.digest, size: layer.size, mediaType: layer.mediaType, diffId, ...(paths === undefined ? {} : { paths: paths.digest }) };
};
/** The layer under `<kind>-<key>`, or undefined: one request. */
const findLayer = async (store, tag) => {
    const stored = await store.manifest(tag);
    return stored === undefined ? undefined : read((0,registry_manifest/* parseManifest */.Ng)(stored, store.name), tag, store);
};
/** Puts a layer that was made here into the store under its tag. A layer that is there already stays and is returned instead. */
const storeLayer = async (store, spec, made, sys) => {
    const tag = (0,image_recipe/* layerTag */.C)(spec);
    const known = await findLayer(store, tag);
    // In a layout a blob may have been removed by hand; its tag alone does not bring it back.
    if (known !== undefined && (await store.hasBlob(known.digest)))
        return known;
    const config = inMemory(configOf(spec, made));
    const paths = made.paths === undefined ? undefined : inMemory(made.paths);
    await store.writeBlob({ digest: made.digest, size: made.size, open: () => sys.files.read(made.file) });
    for (const blob of [config, paths])
        if (blob !== undefined)
            await store.writeBlob(blob);
    const manifest = manifestOf(spec, made, config, paths);
    const bytes = (0,registry_manifest/* jsonBytes */.yN)(manifest);
    // Another machine may have been faster; what an engine builds (the system layer) is not the same bytes twice, so the first one stays.
    const meanwhile = spec.kind === "system" ? await findLayer(store, tag) : undefined;
    if (meanwhile !== undefined)
        return meanwhile;
    await store.putManifest({ bytes, mediaType: registry_repository/* OCI_MANIFEST */.EG }, tag);
    return read(manifest, tag, store);
};

// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(8578);
// EXTERNAL MODULE: ./lib/src/layer/entry.js
var layer_entry = __webpack_require__(692);
// EXTERNAL MODULE: ./lib/src/layer/install.js
var install = __webpack_require__(9915);
// EXTERNAL MODULE: ./lib/src/layer/ordered.js
var ordered = __webpack_require__(221);
;// CONCATENATED MODULE: ./lib/src/layer/owners.js

/**
 * Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv installs them side by side, so which
 * copy stays would be chance. The packages' RECORDs say what each brings.
 */
const checkOwners = (installed) => {
    const owners = new Map();
    for (const { title, files } of installed) {
        for (const { path, hash } of files) {
            const known = owners.get(path);
            if (known === undefined)
                owners.set(path, { title, hash });
            else if (known.hash !== hash && hash !== "" && known.hash !== "") {
                throw (0,errors/* foundProblem */.Sb)({
                    code: "path-conflict",
                    message: `${known.title} and ${title} both bring /${path}, with different content.`,
                    hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml",
                });
            }
        }
    }
};

// EXTERNAL MODULE: ./lib/src/layer/paths.js
var paths = __webpack_require__(4440);
// EXTERNAL MODULE: ./lib/src/layer/python.js + 1 modules
var python = __webpack_require__(101);
// EXTERNAL MODULE: ./lib/src/layer/space.js
var space = __webpack_require__(8562);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/src/layer/record.js

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
const fieldsOf = (line) => [...line.matchAll(FIELD)].map(([, quoted, plain]) => (quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"')));
/** The rows of a RECORD file, in its order. */
const readRecord = (text) => text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
    const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
    return { path, hash, size, line };
});
const record_field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A row for new content, or a new path for the same content. */
const recordRow = (path, content) => {
    const isBytes = content instanceof Uint8Array;
    const hash = isBytes ? `sha256=${(0,external_node_crypto_.createHash)("sha256").update(content).digest("base64url")}` : content.hash;
    const size = isBytes ? String(content.length) : content.size;
    return { path, hash, size, line: `${record_field(path)},${hash},${size}` };
};
const printRecord = (rows) => rows.map((row) => `${row.line}\n`).join("");

;// CONCATENATED MODULE: ./lib/src/layer/shebang.js
/** The interpreter of every image. */
const VENV_PYTHON = "/opt/venv/bin/python3";
const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/** Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a string. */
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 0x0a;
const lineEnd = (bytes, from) => {
    const end = bytes.indexOf(NEWLINE, from);
    return end < 0 ? bytes.length : end;
};
const withFirstLine = (bytes, end) => Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);
/**
 * A script whose first lines name the interpreter of the throw-away environment `venv` (name of its folder), with the image's interpreter instead.
 * Returns undefined for everything else: other interpreters, binaries.
 */
const neutralScript = (script, venv) => {
    if (script[0] !== 0x23 || script[1] !== 0x21)
        return undefined;
    const end = lineEnd(script, 0);
    const text = Buffer.from(script.subarray(0, Math.min(script.length, 1 << 14))).toString("utf8");
    const [first = "", second = "", third = ""] = text.split("\n", 3);
    if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true)
        return withFirstLine(script, end);
    if (first !== "#!/bin/sh" || third !== TRAMPOLINE_END || TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true)
        return undefined;
    return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};

// EXTERNAL MODULE: ./lib/src/layer/walk.js
var walk = __webpack_require__(9448);
;// CONCATENATED MODULE: ./lib/src/layer/tree.js





const VENV = "opt/venv";
const SITE = `${VENV}/lib/python3/site-packages`;
/** Entry points are a few hundred bytes; programs that wheels bring (ninja, cmake) are not read for their first line. */
const SCRIPT_LIMIT = 1 << 20;
const isCompiled = (path) => path.split("/").includes("__pycache__");
/** `lib/python3.11/site-packages/x` and `include/site/python3.11/x` as they stand in the image: without the number. */
const neutralPath = (path) => `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;
const isRecord = (path) => /^[^/]+\.dist-info\/RECORD$/.test(path.slice(SITE.length + 1)) && path.startsWith(`${SITE}/`);
const entryOf = async (files, tree, found, venv) => {
    const path = neutralPath(found.path);
    const source = `${tree}/${found.path}`;
    if (found.kind === "symlink")
        return (0,layer_entry/* symlinkEntry */.cH)(path, await files.readLink(source));
    if (found.kind === "other")
        throw (0,errors/* foundProblem */.Sb)({ code: "layer-entry", message: `${path} is neither a file nor a link.`, hint: "Type: dl-env lock --update" });
    if (path.startsWith(`${VENV}/bin/`) && found.size <= SCRIPT_LIMIT) {
        const script = (await files.readBytes(source)) ?? new Uint8Array();
        return (0,layer_entry/* bytesEntry */.mk)(path, found.mode, neutralScript(script, venv) ?? script);
    }
    return (0,layer_entry/* fileEntry */.nV)(path, found.mode, found.size, { kind: "file", path: source });
};
const absolute = (path) => {
    const parts = SITE.split("/");
    for (const part of path.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== ".")
            parts.push(part);
    }
    return parts.join("/");
};
const neutralRow = (row, byPath) => {
    const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
    const entry = byPath.get(absolute(path));
    if (entry?.content?.kind !== "bytes" || row.hash === "")
        return path === row.path ? row : recordRow(path, row);
    const fresh = recordRow(path, entry.content.bytes);
    return fresh.hash === row.hash && path === row.path ? row : fresh;
};
const titleOf = (record) => record.slice(SITE.length + 1).replace(/\.dist-info\/RECORD$/, "");
/**
 * Reads a tree that `uv pip install --prefix` wrote: paths without the Python's number, scripts for the image's interpreter, each RECORD with
 * the final paths and hashes, nothing compiled, no lock file. `venv` is the folder name of the environment whose interpreter uv was given.
 */
const readWheelTree = async (files, tree, venv) => {
    const found = (await (0,walk/* walk */.G)(files, tree)).filter(({ path }) => path !== ".lock" && !isCompiled(path));
    const entries = await Promise.all(found.map((one) => entryOf(files, tree, one, venv)));
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    const installed = [];
    for (const entry of entries) {
        if (!isRecord(entry.path) || entry.content?.kind !== "file")
            continue;
        const rows = readRecord((await files.readText(entry.content.path)) ?? "").map((row) => neutralRow(row, byPath));
        byPath.set(entry.path, (0,layer_entry/* bytesEntry */.mk)(entry.path, entry.mode, Buffer.from(printRecord(rows))));
        installed.push({ title: titleOf(entry.path), files: rows.map((row) => ({ path: absolute(row.path), hash: row.hash })) });
    }
    return { entries: [...byPath.values()], installed: installed.sort((a, b) => (a.title < b.title ? -1 : 1)) };
};

;// CONCATENATED MODULE: ./lib/src/layer/make.js










/** Download, what is unpacked from it, and the blob: measured at 2.9 to 3.6 times the download over the wheels of a matrix. */
const SPACE_PER_DOWNLOAD = 4;
const fileEntries = (files) => files.map((file) => (0,layer_entry/* bytesEntry */.mk)(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)));
const entriesOf = async (sys, tools, spec, temp) => {
    switch (spec.kind) {
        case "wheel":
        case "rest": {
            const tree = await readWheelTree(sys.files, await (0,install/* installWheels */.Un)(sys, tools, spec, temp), (0,install/* venvName */.z0)(tools.interpreter));
            checkOwners(tree.installed);
            return [...tree.entries];
        }
        case "python":
            return (0,python/* pythonEntries */.Bs)(sys, tools.mirrors, spec, temp);
        case "files":
            return fileEntries(spec.files);
    }
};
/**
 * Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every machine. Nothing else is left in `work`.
 * Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`, `path-conflict`, `archive-hash`.
 */
const makeLayer = async (sys, tools, spec, work) => {
    await (0,space/* ensureSpace */.L)(sys.files, work, spec.download * SPACE_PER_DOWNLOAD, `Making ${spec.title}`);
    const temp = await sys.files.makeTemp("layer-", work);
    try {
        const entries = (0,ordered/* ordered */.S)(await entriesOf(sys, tools, spec, temp));
        const { layer, hashes } = await (0,blob/* writeBlob */.Z)(sys, entries, `${work}/${(0,image_recipe/* layerTag */.C)(spec)}.tar.gz`);
        return { ...layer, paths: (0,paths/* encodePaths */.vH)(hashes) };
    }
    finally {
        await sys.files.remove(temp);
    }
};

;// CONCATENATED MODULE: ./lib/src/layer/missing.js





const makeOne = async (making, spec) => spec.kind === "system" ? making.buildSystem(spec, making.work) : makeLayer(making.sys, await making.tools(), spec, making.work);
/** System layers first, since an engine works while wheels are fetched; then large before small, so that no large one is left over for the end. */
const inOrder = (specs) => [...specs].sort((a, b) => Number(b.kind === "system") - Number(a.kind === "system") || b.download - a.download || ((0,image_recipe/* layerTag */.C)(a) < (0,image_recipe/* layerTag */.C)(b) ? -1 : 1));
/**
 * Makes layers and puts each into the store as soon as it is there, as many at once as there are processors.
 * The first failure is thrown when the others have come to rest; what they stored stays, complete, for the next run.
 */
const makeMissing = async (making, specs) => {
    const { sys, store } = making;
    const limit = (0,p_limit/* default */.A)(making.parallel ?? Math.max(2, sys.env.cpus));
    const engine = (0,p_limit/* default */.A)(1);
    let done = 0;
    const one = async (spec) => {
        const began = sys.clock.now();
        sys.log.debug(`making ${(0,image_recipe/* layerTag */.C)(spec)} (${spec.title})`);
        const made = await makeOne(making, spec);
        try {
            const layer = await storeLayer(store, spec, made, sys);
            done += 1;
            sys.log.progress(`Layers: ${done} of ${specs.length} made; ${spec.title} is ${(0,units/* bytes */.ee)(made.size)}, took ${(0,units/* duration */.p0)(sys.clock.now() - began)}`);
            return { layer, size: made.size };
        }
        finally {
            await sys.files.remove(made.file);
        }
    };
    const results = await Promise.allSettled(inOrder(specs).map((spec) => (spec.kind === "system" ? engine(() => one(spec)) : limit(() => one(spec)))));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined)
        throw failed.reason;
    const made = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
    return { layers: made.map(({ layer }) => layer), stored: made.reduce((sum, { size }) => sum + size, 0) };
};

;// CONCATENATED MODULE: ./lib/src/layer/overlap.js
const overlap_SITE = "opt/venv/lib/python3/site-packages/";
/** Paths that more than one of the layers own with different content, and who owns them, in the order laid. */
const differingPaths = (layers) => {
    const owners = new Map();
    const shared = new Map();
    for (const layer of layers) {
        for (const [path, hash] of layer.paths) {
            const owner = { layer, hash };
            const known = owners.get(path);
            if (known === undefined)
                owners.set(path, owner);
            else if (Array.isArray(known))
                known.push(owner);
            else {
                const both = [known, owner];
                owners.set(path, both);
                shared.set(path, both);
            }
        }
    }
    return new Map([...shared].filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash)).map(([path, all]) => [path, all.map(({ layer }) => layer)]));
};
/**
 * What is wrong with the order in which these layers are laid: a path that several own must be the same in each, or `laidLast` (path in
 * site-packages, or from the root of the image) must name the package whose copy is meant, and that layer must be the last. Empty when all is well.
 */
const overlapProblems = (layers, laidLast) => [...differingPaths(layers)].flatMap(([path, owners]) => {
    const wanted = laidLast[path.startsWith(overlap_SITE) ? path.slice(overlap_SITE.length) : path];
    if (wanted !== undefined && [wanted].flat().some((name) => owners.at(-1)?.packages.includes(name)))
        return [];
    const names = owners.map(({ title }) => title).join(", ");
    const message = `These own /${path} with different content: ${names}.`;
    return [{ code: "path-conflict", message, hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml" }];
});

;// CONCATENATED MODULE: ./lib/src/layer/checkOverlaps.js



const packagesOf = (spec) => (spec.kind === "wheel" || spec.kind === "rest" ? spec.wheels.map(({ name }) => name) : []);
const readPaths = async (store, digest) => {
    const chunks = [];
    for await (const chunk of store.readBlob(digest))
        chunks.push(chunk);
    return (0,paths/* decodePaths */.NA)(Buffer.concat(chunks));
};
/** Checks recipes against the lists of paths that their layers carry; a list is read once, however many recipes share its layer. */
const overlapChecker = (store, catalog) => {
    const known = new Map();
    const pathsOf = (digest) => {
        const found = known.get(digest) ?? readPaths(store, digest);
        known.set(digest, found);
        return found;
    };
    return async (recipe, layers) => {
        const laid = [];
        for (const [index, { paths }] of layers.entries()) {
            const spec = recipe.layers[index];
            if (paths !== undefined && spec !== undefined)
                laid.push({ title: spec.title, packages: packagesOf(spec), paths: await pathsOf(paths) });
        }
        const [first, ...more] = overlapProblems(laid, catalog.laidLast);
        if (first !== undefined)
            throw (0,errors/* foundProblem */.Sb)(first, { more });
    };
};

;// CONCATENATED MODULE: ./lib/src/plan/make.js


/** `<cell>-r<key>` */
const immutableTag = (recipe) => `${recipe.cell}-r${recipe.key}`;
const cellState = (recipe, accepted, inputs) => {
    if (!accepted)
        return "none";
    const { storeTags, imageTags } = inputs;
    if (recipe === undefined || storeTags === undefined || imageTags === undefined)
        return "unknown";
    if (imageTags.has(immutableTag(recipe)))
        return "linked";
    return recipe.layers.every((layer) => storeTags.has((0,image_recipe/* layerTag */.C)(layer))) ? "layers" : "missing";
};
const lockOf = (lock) => ({
    key: lock.key,
    packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
    download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0),
});
const plannedCell = ({ cell, verdict }, inputs) => {
    const accepted = verdict.kind === "accepted";
    const lock = accepted ? inputs.locks.get(verdict.lock) : undefined;
    const recipe = inputs.recipes.get(cell.id);
    const immutable = recipe === undefined ? [] : [immutableTag(recipe)];
    return {
        cell: cell.id,
        set: cell.set,
        cuda: cell.cuda,
        ubuntu: cell.ubuntu,
        python: cell.python,
        flavor: cell.flavor,
        platform: cell.platform,
        verdict: verdict.kind,
        reasons: accepted ? [] : verdict.reasons,
        ...(verdict.base === undefined ? {} : { base: verdict.base }),
        ...(lock === undefined ? {} : { lock: lockOf(lock) }),
        tags: accepted ? [...immutable, ...(inputs.rolling.get(cell.id) ?? [])] : [],
        state: cellState(recipe, accepted, inputs),
    };
};
/** Every distinct layer of the recipes, in the order first met, with the cells that use it. */
const distinctLayers = (recipes) => {
    const found = new Map();
    for (const recipe of recipes) {
        for (const spec of recipe.layers) {
            const tag = (0,image_recipe/* layerTag */.C)(spec);
            const entry = found.get(tag);
            if (entry === undefined)
                found.set(tag, { spec, cells: [recipe.cell] });
            else
                entry.cells.push(recipe.cell);
        }
    }
    return found;
};
const plannedLayers = (inputs) => {
    const state = (tag) => (inputs.storeTags === undefined ? "unknown" : inputs.storeTags.has(tag) ? "stored" : "missing");
    const recipes = [...inputs.recipes.values(), ...(inputs.drafts ?? new Map()).values()];
    return [...distinctLayers(recipes)].map(([tag, { spec, cells }]) => ({
        layer: tag,
        kind: spec.kind,
        title: spec.title,
        download: spec.download,
        state: state(tag),
        cells,
    }));
};
const sum = (layers) => layers.reduce((total, layer) => total + layer.download, 0);
/** The plan as `plan --json` prints it; its id is a hash of what it holds. */
const makePlan = (inputs) => {
    const cells = inputs.judged.map((judged) => plannedCell(judged, inputs));
    const layers = plannedLayers(inputs);
    const counted = (verdict) => cells.filter((cell) => cell.verdict === verdict).length;
    const totals = {
        cells: cells.length,
        accepted: counted("accepted"),
        rejected: counted("rejected"),
        unknown: counted("unknown"),
        download: sum(layers),
        missing: sum(layers.filter((layer) => layer.state === "missing")),
    };
    const body = { format: 1, to: inputs.to, store: inputs.store, cells, layers, totals };
    const id = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
    return { ...body, id };
};

// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(8851);
;// CONCATENATED MODULE: ./lib/src/publish/imageConfig.js
/** The earliest time there is, for bases that do not say when they were made. */
const EPOCH = "1970-01-01T00:00:00Z";
const splitEnv = (env) => new Map(env.map((entry) => {
    const equals = entry.indexOf("=");
    return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}));
/** The base's variables in their order, less the dropped ones, ours in their place or behind. */
const mergedEnv = (base, config) => {
    const merged = splitEnv(base);
    for (const name of config.dropEnv)
        merged.delete(name);
    for (const [name, value] of Object.entries(config.env).sort(([a], [b]) => (a < b ? -1 : 1)))
        merged.set(name, value);
    return [...merged].map(([name, value]) => `${name}=${value}`);
};
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
/** History must have one entry with content per layer, or engines refuse the image; a base whose history does not fit gets a plain one. */
const baseHistory = (base) => {
    const history = base.history ?? [];
    const filled = history.filter((entry) => entry.empty_layer !== true).length;
    return filled === base.rootfs.diff_ids.length ? history : base.rootfs.diff_ids.map(() => ({ created: base.created ?? EPOCH, created_by: "base" }));
};
const given = (key, value) => (value === null || value === undefined ? {} : { [key]: value });
/** The config of a linked image: the base's, with our environment, labels, entrypoint and command, and our layers behind its own. */
const linkedConfig = (base, ours, layers, created = base.created ?? EPOCH) => {
    const own = base.config ?? {};
    const exposed = sorted({ ...own.ExposedPorts, ...Object.fromEntries(ours.exposed.map((port) => [port, {}])) });
    return {
        architecture: base.architecture,
        os: base.os,
        created,
        config: {
            User: ours.user,
            ...(Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed }),
            Env: mergedEnv(own.Env ?? [], ours),
            // Both are always set: runtime flavors bring an entrypoint of their own.
            Entrypoint: ours.entrypoint,
            Cmd: ours.cmd,
            ...given("Volumes", own.Volumes),
            WorkingDir: ours.workdir,
            Labels: sorted({ ...own.Labels, ...ours.labels }),
            ...given("StopSignal", own.StopSignal),
            ...given("Shell", own.Shell),
            ...given("Healthcheck", own.Healthcheck),
        },
        rootfs: { type: "layers", diff_ids: [...base.rootfs.diff_ids, ...layers.map((layer) => layer.diffId)] },
        history: [...baseHistory(base), ...layers.map((layer) => ({ created, created_by: `dl-env: ${layer.title}` }))],
    };
};

;// CONCATENATED MODULE: ./lib/src/publish/link.js









/** Docker fails above about 122 layers, and users build on top. */
const MOST_LAYERS = 110;
const link_SIDE_BY_SIDE = 8;
const checkLayers = (recipe, base, layers) => {
    const wanted = recipe.layers.map((spec) => (0,image_recipe/* layerTag */.C)(spec));
    const wrong = wanted.findIndex((tag, index) => layers[index]?.tag !== tag);
    if (wrong !== -1 || layers.length !== wanted.length)
        throw new TypeError(`layers differ from the recipe at ${wanted[wrong] ?? "the end"}`);
    const total = base.manifest.layers.length + layers.length;
    if (total > MOST_LAYERS) {
        throw (0,errors/* foundProblem */.Sb)({ code: "too-many-layers", message: `${recipe.cell} would have ${total} layers; Docker fails above about 122, and ${MOST_LAYERS} are the limit here.`, hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine" });
    }
};
/** Config and manifest of a cell: the base's layers and ours, all in OCI's media types. Pure: the same input is the same bytes. */
const imageBytes = (recipe, base, layers, created) => {
    checkLayers(recipe, base, layers);
    const titles = recipe.layers.map((spec) => spec.title);
    const config = (0,registry_manifest/* jsonBytes */.yN)(linkedConfig(base.config, recipe.config, layers.map((layer, index) => ({ diffId: layer.diffId, title: titles[index] ?? layer.tag })), created));
    const ours = layers.map(({ mediaType, digest, size }) => ({ mediaType: mediaType.endsWith("+zstd") ? mediaType : registry_repository/* OCI_LAYER_GZIP */.BQ, digest, size }));
    const all = [...base.manifest.layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })), ...ours];
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: registry_repository/* OCI_MANIFEST */.EG,
        config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: (0,registry_digest/* digestOf */.ol)(config), size: config.byteLength },
        layers: all,
        annotations: { "org.opencontainers.image.base.digest": base.platformDigest },
    });
    return { config, manifest, digest: (0,registry_digest/* digestOf */.ol)(manifest), blobs: all };
};
const total = (...repositories) => [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);
/**
 * Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config and manifest by digest. It gets its tags
 * when it was tested. Does nothing when it is there; rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave this machine.
 * The counts are right when nothing else uses the two repositories at the same time.
 */
const linkImage = async (request) => {
    const { recipe, base, layers, store, to } = request;
    (0,publish_image/* keepStandInHere */.PN)(recipe.config.labels, to, recipe.cell);
    const before = total(store, to);
    const image = imageBytes(recipe, base, layers, request.created);
    const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
    const result = (made, moved) => ({ digest: image.digest, made, layers: image.blobs.length, requests: total(store, to) - before, moved, size });
    if ((await to.resolve(image.digest)) !== undefined)
        return result(false, 0);
    const limit = (0,p_limit/* default */.A)(link_SIDE_BY_SIDE);
    const distinct = new Map(image.blobs.map((blob) => [blob.digest, blob.size]));
    const moved = await Promise.all([...distinct].map(([digest, bytes]) => limit(async () => ((await moveBlob(digest, bytes, store, to)) ? bytes : 0))));
    await to.writeBlob({ digest: (0,registry_digest/* digestOf */.ol)(image.config), size: image.config.byteLength, open: async function* () { yield image.config; } });
    await to.putManifest({ bytes: image.manifest, mediaType: registry_repository/* OCI_MANIFEST */.EG });
    return result(true, moved.reduce((sum, bytes) => sum + bytes, 0));
};

// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(8078);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./lib/src/system/toolCache.js


/** Where tools are kept: `RUNNER_TOOL_CACHE`, else `dl-env/tools` in the user's cache folder. */
const toolFolder = (env) => env.get("RUNNER_TOOL_CACHE") || (0,external_node_path_.join)(env.get("XDG_CACHE_HOME") || (0,external_node_path_.join)(env.home, ".cache"), "dl-env", "tools");
/**
 * The library reads its folder from the environment and prints `::debug::` lines on standard output, where only results
 * may go. Both are set for the length of one call.
 */
const inFolder = async (folder, work) => {
    const library = await __webpack_require__.e(/* import() */ 805).then(__webpack_require__.bind(__webpack_require__, 9805));
    const { RUNNER_TOOL_CACHE } = process.env;
    const write = process.stdout.write.bind(process.stdout);
    process.env["RUNNER_TOOL_CACHE"] = folder;
    process.stdout.write = () => true;
    try {
        return await work(library);
    }
    finally {
        process.stdout.write = write;
        if (RUNNER_TOOL_CACHE === undefined)
            delete process.env["RUNNER_TOOL_CACHE"];
        else
            process.env["RUNNER_TOOL_CACHE"] = RUNNER_TOOL_CACHE;
    }
};
/** The tool cache of this machine, by `@actions/tool-cache`, so that a runner's other actions see the same tools. */
const toolCache = (env) => {
    const folder = toolFolder(env);
    return {
        find: async (tool, version) => (await inFolder(folder, (library) => library.find(tool, version, (0,external_node_os_.arch)()))) || undefined,
        keep: (from, tool, version) => inFolder(folder, (library) => library.cacheDir(from, tool, version, (0,external_node_os_.arch)())),
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/environment.js
var environment = __webpack_require__(992);
;// CONCATENATED MODULE: ./lib/src/resolve/uv.js



const versionOf = async (sys, path) => {
    const { code, stdout } = await sys.processes.run([path, "--version"]);
    return code === 0 ? /^uv (\S+)/.exec(stdout)?.[1] : undefined;
};
const onPath = async (sys, tool) => {
    const path = await sys.processes.find("uv");
    return path !== undefined && (await versionOf(sys, path)) === tool.version ? { path, version: tool.version } : undefined;
};
const noUv = (tool, why, cause) => (0,errors/* unreachable */.HB)({
    code: "no-uv",
    message: `uv ${tool.version} is not on this machine and could not be put there: ${why}.`,
    hint: `Install it, then run this again: python3 -m pip install uv==${tool.version}`,
}, { cause });
const uv_lastLine = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
const runPython = async (sys, tool, args, what) => {
    const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
    if (python === undefined)
        throw noUv(tool, "there is no python3 to fetch it with");
    const { code, stderr, stdout } = await sys.processes.run([python, ...args], { env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" } });
    if (code !== 0)
        throw noUv(tool, `${what} failed (${uv_lastLine(stderr) || uv_lastLine(stdout) || `exit code ${code}`})`, new Error(stderr));
};
/** pip checks the sha256 before the file is kept; the wheel's program is then taken out of it. */
const byPip = async (sys, tool, tools) => {
    const work = await sys.files.makeTemp("dl-env-uv-");
    try {
        await sys.files.write(`${work}/uv.txt`, `uv==${tool.version} --hash=sha256:${tool.wheelSha256}\n`);
        const wanted = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", `${work}/uv.txt`, "-d", work];
        await runPython(sys, tool, ["-m", "pip", "download", "--quiet", ...wanted], "pip download");
        await runPython(sys, tool, ["-m", "zipfile", "-e", `${work}/${tool.wheelFile}`, `${work}/wheel`], "unpacking its wheel");
        const program = `${work}/wheel/uv-${tool.version}.data/scripts/uv`;
        if ((await sys.files.stat(program)) === undefined)
            throw noUv(tool, "its wheel has no program for this machine");
        await sys.files.makeDir(`${work}/bin`);
        await sys.files.rename(program, `${work}/bin/uv`);
        await sys.files.chmod(`${work}/bin/uv`, 0o755);
        return await tools.keep(`${work}/bin`, "uv", tool.version);
    }
    finally {
        await sys.files.remove(work);
    }
};
const kept = async (tool, tools) => {
    const folder = await tools.find("uv", tool.version);
    return folder === undefined ? undefined : { path: `${folder}/uv`, version: tool.version };
};
/** uv of the pinned version: on PATH, else in the tool cache, else put there by pip; code `no-uv` if none of them works. */
const ensureUv = async (sys, tool, tools = toolCache(sys.env)) => {
    const there = (await onPath(sys, tool)) ?? (await kept(tool, tools));
    if (there !== undefined)
        return there;
    await sys.files.makeDir(toolFolder(sys.env));
    return sys.files.withLock(`${toolFolder(sys.env)}/uv-${tool.version}.lock`, async () => {
        const meanwhile = await kept(tool, tools);
        if (meanwhile !== undefined)
            return meanwhile;
        sys.log.info(`Fetching uv ${tool.version} with pip`);
        const uv = { path: `${await byPip(sys, tool, tools)}/uv`, version: tool.version };
        const runs = await versionOf(sys, uv.path);
        if (runs !== tool.version)
            throw noUv(tool, `the program from its wheel says ${runs ?? "nothing"} when asked for its version`);
        return uv;
    });
};
/** First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line. */
const LONGEST_INTERPRETER = 120;
/**
 * Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in plain
 * `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be short and is removed by the caller.
 */
const interpreterFor = async (sys, uv, work) => {
    const folder = `${work}/py`;
    const python = `${folder}/bin/python3`;
    if (python.length > LONGEST_INTERPRETER) {
        throw (0,errors/* unreachable */.HB)({ code: "path-too-long", message: `The folder for temporary files is too deep: ${work}.`, hint: "Use a shorter one: export TMPDIR=/tmp" });
    }
    const settings = await (0,environment/* uvEnvironment */.d)(sys);
    const { code, stderr } = await sys.processes.run([uv.path, "venv", "--quiet", "--no-project", folder], { env: settings });
    if (code === 0)
        return python;
    throw (0,errors/* unreachable */.HB)({ code: "no-python", message: `uv found no Python on this machine to work with (${uv_lastLine(stderr)}).`, hint: "Install one: apt-get install -y python3" }, { cause: new Error(stderr) });
};

;// CONCATENATED MODULE: ./lib/src/resolve/tools.js


const tools_open = async ({ sys, catalog, request }, work) => {
    const uv = await ensureUv(sys, catalog.uv);
    const interpreter = await interpreterFor(sys, uv, work.dir);
    const access = await (0,namedIndexes/* indexAccess */.zp)(sys, uv, work.dir, false);
    const environment = (indexes) => access((0,namedIndexes/* namedIndexes */.wK)(indexes, catalog.indexes, request.mirrors));
    return { uv: uv.path, interpreter, environment, mirrors: request.mirrors };
};
/** uv and a Python for one run, made when they are first asked for. */
const openTools = (session, work) => {
    let tools;
    return () => (tools ??= tools_open(session, work));
};

// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(2673);
;// CONCATENATED MODULE: ./lib/src/engine/sources.js

/** Where an engine finds a base that lies in a store. */
const baseSource = (store, base) => (0,layout/* isLayout */.nW)(store)
    ? { kind: "layout", dir: store.dir, digest: base.descriptor.digest, tag: base.tag }
    : { kind: "registry", reference: `${store.name}@${base.descriptor.digest}`, insecure: store.local };
/** Where an engine's image goes. */
const targetOf = (to) => ((0,layout/* isLayout */.nW)(to) ? { kind: "layout", dir: to.dir } : { kind: "registry", repository: to.name, insecure: to.local });

// EXTERNAL MODULE: ./lib/src/image/writeContext.js + 2 modules
var writeContext = __webpack_require__(9453);
;// CONCATENATED MODULE: ./lib/src/build.js















/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const build_EPOCH = 1_704_067_200;
const isToBuild = (cell) => cell.state === "missing" || cell.state === "layers";
/** Where layers are made by other jobs, a cell that lacks one waits for the next run. */
const lackingLayers = (plan) => plan.cells.filter((cell) => cell.state === "missing").map((cell) => ({ cell: cell.cell, why: "not all of its layers were made" }));
const leftOut = (plan) => plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({ cell: cell.cell, why: cell.base?.platformDigest === undefined ? `its base ${cell.base?.tag ?? ""} could not be read` : "the store or the destination could not be asked" }));
const baseOf = (session, { judged }) => {
    const known = new Map();
    const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
    const stored = async (platformDigest) => {
        const base = await readStoredBase(session.store, platformDigest);
        return base !== undefined && (await isWhole(session.store, base)) ? base : undefined;
    };
    const read = async (tag, platformDigest) => (await stored(platformDigest)) ?? copyBase(await readBase(session.open, `${tag}@${platformDigest}`), session.store);
    return (cell) => {
        const base = bases.get(cell);
        if (base?.platformDigest === undefined)
            throw new TypeError(`the base of ${cell} has no digest`);
        const found = known.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
        known.set(base.platformDigest, found);
        return found;
    };
};
const openBuilding = (session, ingredients, work) => {
    let engine;
    const { sys, request, open } = session;
    return { session, ingredients, work, engine: () => (engine ??= chooseEngine(sys, request.engine, { open, work: work.dir })), base: baseOf(session, ingredients) };
};
const secretsOf = ({ session, work }) => buildSecrets(session.sys, work.dir);
const buildSystem = async (building, spec, cell, work) => {
    const { sys, store } = building.session;
    const dir = await sys.files.makeTemp("system-", work);
    await sys.files.write(`${dir}/Containerfile`, systemContainerfile(spec.system));
    const base = baseSource(store, await building.base(cell));
    const context = { dir, base, secrets: await secretsOf(building), buildArgs: {}, epoch: build_EPOCH };
    return (await building.engine()).buildSystem(context, dir, (line) => sys.log.debug(line));
};
/** Stored layers of recipes, each looked up once. */
const storedLayers = (session) => {
    const known = new Map();
    const find = async (spec) => {
        const layer = await findLayer(session.store, (0,image_recipe/* layerTag */.C)(spec));
        if (layer !== undefined)
            return layer;
        throw (0,errors/* foundProblem */.Sb)({ code: "layer-missing", message: `The layer ${(0,image_recipe/* layerTag */.C)(spec)} (${spec.title}) is not in ${session.store.name}.`, hint: "Make what is missing: dl-env build" });
    };
    return (recipe) => Promise.all(recipe.layers.map((spec) => {
        const found = known.get((0,image_recipe/* layerTag */.C)(spec)) ?? find(spec);
        known.set((0,image_recipe/* layerTag */.C)(spec), found);
        return found;
    }));
};
const makeLayers = async (building, plan, recipes) => {
    const { session, work } = building;
    const missing = new Set(plan.layers.filter((layer) => layer.state === "missing").map((layer) => layer.layer));
    const { handed } = session.options;
    const wanted = [...distinctLayers(recipes)].filter(([tag]) => missing.has(tag) && (handed?.layers?.includes(tag) ?? true));
    const cellOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells[0] ?? ""]));
    const made = await makeMissing({
        sys: session.sys,
        store: session.store,
        work: work.dir,
        tools: openTools(session, work),
        buildSystem: (spec, folder) => buildSystem(building, spec, cellOf.get((0,image_recipe/* layerTag */.C)(spec)) ?? "", folder),
        ...(handed?.parallel === undefined ? {} : { parallel: handed.parallel }),
    }, wanted.map(([, { spec }]) => spec));
    return { layers: made.layers.map(({ tag }) => tag), stored: made.stored };
};
/** Layers first, then one link a cell. */
const buildLinked = async (building, plan, recipes) => {
    const { session } = building;
    const { handed } = session.options;
    const { layers, stored } = handed?.linkOnly === true ? { layers: [], stored: 0 } : await session.sys.log.group("Making layers", () => makeLayers(building, plan, recipes));
    if (handed?.layers !== undefined)
        return { images: [], layers, moved: stored };
    const layersOf = storedLayers(session);
    const check = overlapChecker(session.store, session.catalog);
    return session.sys.log.group("Linking images", async () => {
        const images = [];
        let moved = stored;
        for (const recipe of recipes) {
            const found = await layersOf(recipe);
            await check(recipe, found);
            const linked = await linkImage({ recipe, base: await building.base(recipe.cell), layers: found, store: session.store, to: session.to });
            moved += linked.moved;
            images.push({ cell: recipe.cell, digest: linked.digest, made: linked.made, size: linked.size });
        }
        return { images, layers, moved };
    });
};
/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (building, recipes) => {
    const { session, ingredients, work } = building;
    const { sys } = session;
    const images = [];
    for (const recipe of recipes) {
        const dir = await sys.files.makeTemp("context-", work.dir);
        await (0,writeContext/* writeContext */.p)(session, ingredients, recipe, dir);
        const context = { dir, base: baseSource(session.store, await building.base(recipe.cell)), secrets: await secretsOf(building), buildArgs: {}, epoch: build_EPOCH };
        const engine = await building.engine();
        const digest = await sys.log.group(`Building ${recipe.cell} whole`, () => engine.buildImage(context, targetOf(session.to), (line) => sys.log.debug(line)));
        images.push({ cell: recipe.cell, digest, made: true, size: 0 });
        await sys.files.remove(dir);
    }
    return { images, layers: [], moved: 0 };
};
/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (session, plan) => {
    const there = plan.cells.filter((cell) => cell.state === "linked");
    const found = await Promise.all(there.map(async (cell) => ({ cell: cell.cell, digest: await session.to.resolve(cell.tags[0] ?? "") })));
    return found.flatMap(({ cell, digest }) => (digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }]));
};
/** Makes what the plan says is missing. Cells whose base or store could not be asked are left, with the reason. */
const buildCells = async (session, ingredients, plan) => {
    const linkOnly = session.options.handed?.linkOnly === true;
    const wanted = new Set(plan.cells.filter((cell) => (linkOnly ? cell.state === "layers" : isToBuild(cell))).map((cell) => cell.cell));
    const recipes = [...ingredients.recipes.values()].filter((recipe) => wanted.has(recipe.cell));
    const before = await linkedBefore(session, plan);
    const left = [...leftOut(plan), ...(linkOnly ? lackingLayers(plan) : [])];
    if (recipes.length === 0)
        return { images: before, layers: [], moved: 0, left };
    const work = await (0,src_work/* openWork */.Q)(session.sys);
    try {
        const building = openBuilding(session, ingredients, work);
        const built = session.request.build === "link" ? await buildLinked(building, plan, recipes) : await buildWhole(building, recipes);
        return { ...built, images: [...before, ...built.images], left };
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var catalog_versions = __webpack_require__(9245);
;// CONCATENATED MODULE: ./lib/src/catalog/live.js

/** A release of one's own need not be an Ubuntu, so what ends a tag is held against the catalog, not against a form. */
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(.+)$/;
/** CUDA -> Ubuntu -> flavors, of the Ubuntu releases that the catalog knows. */
const imagesOf = (tags, catalog) => {
    const names = new Map(catalog.ubuntu.map((release) => [release.tag, release.name]));
    const images = new Map();
    for (const tag of tags) {
        const [, cuda, flavor, end] = TAG.exec(tag) ?? [];
        const ubuntu = names.get(end ?? "");
        if (cuda === undefined || flavor === undefined || ubuntu === undefined)
            continue;
        const release = images.get(cuda) ?? new Map();
        release.set(ubuntu, [...(release.get(ubuntu) ?? []), flavor]);
        images.set(cuda, release);
    }
    return images;
};
const fresh = (version, repository, images, listed) => ({
    version,
    minor: (0,catalog_versions/* minorOf */.Hs)(version),
    images,
    repository,
    digests: {},
    source: `tags of ${repository}, read ${listed.asOf}`,
});
/**
 * The catalog with the images that registries list now in place of its dated copy, so that a short version is the newest that
 * really has an image. Releases newer than the copy join in; CUDA before the catalog's oldest stays out.
 */
const withTagLists = (catalog, lists) => {
    const oldest = catalog.cuda[0]?.version ?? "0";
    const replaced = catalog.cuda.map((release) => {
        const listed = lists.get(release.repository);
        return listed === undefined ? release : { ...release, images: {} };
    });
    for (const [repository, listed] of lists) {
        for (const [version, found] of imagesOf(listed.tags, catalog)) {
            if ((0,catalog_versions/* compareVersions */.Zy)(version, oldest) < 0)
                continue;
            const images = Object.fromEntries(found);
            const at = replaced.findIndex((release) => release.version === version && release.repository === repository);
            const known = replaced[at];
            if (known === undefined)
                replaced.push(fresh(version, repository, images, listed));
            else
                replaced[at] = { ...known, images };
        }
    }
    return { ...catalog, cuda: replaced.toSorted((a, b) => (0,catalog_versions/* compareVersions */.Zy)(a.version, b.version)) };
};

;// CONCATENATED MODULE: ./lib/src/matrix/expand.js


/** The release of that exact version that has images for this Ubuntu; without one, the first of that version. */
const expand_releaseOf = (catalog, version, ubuntu) => {
    const same = catalog.cuda.filter((release) => release.version === version);
    return same.find((release) => release.images[ubuntu] !== undefined) ?? same[0];
};
/** `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest 12.8.x. Releases that NVIDIA has ended come last. */
const fullCuda = (catalog, written, ubuntu, flavor) => {
    const under = catalog.cuda.filter((release) => (0,catalog_versions/* isUnder */.Jo)(release.version, written));
    const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
    const living = imaged.filter((release) => release.endOfLife === undefined);
    return (living.at(-1) ?? imaged.at(-1) ?? under.at(-1))?.version ?? written;
};
/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
const cellId = (cell, ubuntuTag) => `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;
/** Whether a cell agrees with a pattern on every axis that the pattern names. */
const matches = (cell, pattern) => (pattern.cuda === undefined || (0,catalog_versions/* isUnder */.Jo)(cell.cuda, pattern.cuda)) &&
    (pattern.ubuntu === undefined || cell.ubuntu === pattern.ubuntu) &&
    (pattern.python === undefined || (pattern.python === "ubuntu" ? cell.pythonFrom === "ubuntu" : cell.python === pattern.python)) &&
    (pattern.flavor === undefined || cell.flavor === pattern.flavor) &&
    (pattern.set === undefined || cell.set === pattern.set);
const remembered = (make) => {
    const made = new Map();
    return (...key) => {
        const joined = key.join("\0");
        const found = made.get(joined);
        if (found !== undefined)
            return found;
        const fresh = make(...key);
        made.set(joined, fresh);
        return fresh;
    };
};
const expansionOf = (request, catalog) => {
    const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
    const libraries = (set) => [...new Set([...(request.sets[set] ?? catalog.sets.get(set) ?? []), ...catalog.every])];
    return {
        libraries: remembered(libraries),
        cuda: remembered((written = "", ubuntu = "", flavor = "") => fullCuda(catalog, written, ubuntu, flavor)),
        ubuntu: (name) => releases.get(name) ?? { python: "3", tag: name },
    };
};
/** Adds the cells of one product of axis values. */
const addProduct = (cells, axes, expansion, wanted) => {
    for (const set of axes.set)
        for (const written of axes.cuda)
            for (const ubuntu of axes.ubuntu) {
                const release = expansion.ubuntu(ubuntu);
                for (const flavor of axes.flavor) {
                    const cuda = expansion.cuda(written, ubuntu, flavor);
                    for (const asked of axes.python) {
                        const python = asked === "ubuntu" ? release.python : asked;
                        const id = cellId({ set, cuda, python, flavor }, release.tag);
                        if (cells.has(id))
                            continue;
                        const pythonFrom = python === release.python ? "ubuntu" : "standalone";
                        const cell = { id, set, libraries: expansion.libraries(set), cuda, ubuntu, python, pythonFrom, flavor, platform: "linux/amd64" };
                        if (wanted(cell))
                            cells.set(id, cell);
                    }
                }
            }
};
const rankOf = (names) => {
    const ranks = new Map(names.map((name, index) => [name, index]));
    return (name) => ranks.get(name) ?? names.length;
};
/** Compares texts through ranks made once for all distinct values, which is what keeps sorting 100,000 cells cheap. */
const expand_ordered = (values, compare) => rankOf([...new Set(values)].sort(compare));
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const expand_sorted = (cells, request, catalog) => {
    const own = Object.keys(request.sets).sort(byCodeUnit);
    const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
    const cuda = expand_ordered(cells.map((cell) => cell.cuda), catalog_versions/* compareVersions */.Zy);
    const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
    const python = expand_ordered(cells.map((cell) => cell.python), catalog_versions/* compareVersions */.Zy);
    const flavor = expand_ordered(cells.map((cell) => cell.flavor), byCodeUnit);
    return cells.toSorted((a, b) => set(a.set) - set(b.set) || cuda(a.cuda) - cuda(b.cuda) || ubuntu(a.ubuntu) - ubuntu(b.ubuntu) || python(a.python) - python(b.python) || flavor(a.flavor) - flavor(b.flavor));
};
const including = (axes, pattern) => ({
    cuda: pattern.cuda === undefined ? axes.cuda : [pattern.cuda],
    ubuntu: pattern.ubuntu === undefined ? axes.ubuntu : [pattern.ubuntu],
    python: pattern.python === undefined ? axes.python : [pattern.python],
    flavor: pattern.flavor === undefined ? axes.flavor : [pattern.flavor],
    set: pattern.set === undefined ? axes.set : [pattern.set],
});
/** 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a cell's id. */
const LONGEST_ID = 128 - 14;
const checkLength = (cells) => {
    const long = cells.find(({ id }) => id.length > LONGEST_ID);
    if (long === undefined)
        return cells;
    throw (0,errors/* wrongRequest */.Tw)({ code: "tag-too-long", message: `The tag of a cell would have ${long.id.length + 14} characters, and 128 are the most: ${long.id.slice(0, 60)}…`, hint: "Give the set a shorter name in dl-env.yml, under: sets" });
};
/**
 * The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices do it.
 * Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in dl-env.yml changes nothing.
 * Throws DlEnvError(2) `tag-too-long`.
 */
const expandCells = (request, catalog) => {
    const expansion = expansionOf(request, catalog);
    const cells = new Map();
    addProduct(cells, request.matrix, expansion, (cell) => !request.exclude.some((pattern) => matches(cell, pattern)));
    for (const pattern of request.include)
        addProduct(cells, including(request.matrix, pattern), expansion, () => true);
    return expand_sorted([...checkLength([...cells.values()])], request, catalog);
};

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(9687);
;// CONCATENATED MODULE: ./lib/src/resolve/wheelTags.js
const NO_BUILD = [-1, ""];
/** Undefined if the text is not the file name of a wheel. */
const parseWheelName = (file) => {
    const parts = file.endsWith(".whl") ? file.slice(0, -".whl".length).split("-") : [];
    const [name, version] = parts;
    const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
    if (name === undefined || version === undefined || pythons === undefined || abis === undefined || platforms === undefined)
        return undefined;
    if (parts.length !== 5 && parts.length !== 6)
        return undefined;
    const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
    if (parts.length === 6 && build === null)
        return undefined;
    return { name, version, build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""], pythons, abis, platforms };
};
/** How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds (`cp313t`) never fit. */
const pythonRank = (wheel, minor) => {
    const exact = `cp3${minor}`;
    const abi3 = wheel.pythons.map((tag) => /^cp3(\d+)$/.exec(tag)?.[1]).filter((tag) => tag !== undefined && Number(tag) <= minor);
    const pure = wheel.pythons.filter((tag) => tag === "py3" || /^py3\d+$/.test(tag)).map((tag) => Number(tag.slice(3) || "0"));
    if (wheel.pythons.includes(exact) && wheel.abis.includes(exact))
        return 1000;
    if (wheel.abis.includes("abi3") && abi3.length > 0)
        return 500 + Math.max(...abi3.map(Number));
    if (wheel.pythons.includes(exact) && wheel.abis.includes("none"))
        return 400;
    if (wheel.abis.includes("none") && pure.some((least) => least <= minor))
        return 100 + Math.max(...pure.filter((least) => least <= minor));
    return 0;
};
const LEGACY = { manylinux1: 5, manylinux2010: 12, manylinux2014: 17 };
/** glibc 2.N that a platform tag needs on x86_64; 0 for `any`; undefined for other machines. */
const glibcOf = (tag) => {
    if (tag === "any")
        return 0;
    const match = /^(?:manylinux_2_(\d+)|(manylinux(?:1|2010|2014))|(linux))_x86_64$/.exec(tag);
    if (match === null)
        return undefined;
    return match[1] === undefined ? (LEGACY[match[2] ?? ""] ?? 1) : Number(match[1]);
};
const platformRank = (wheel, glibc) => {
    const fitting = wheel.platforms.map(glibcOf).filter((needs) => needs !== undefined && needs <= glibc);
    return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};
/** Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on `x86_64-manylinux_2_N`. */
const ranks = (wheel, python, platform) => {
    const glibc = Number(/^x86_64-manylinux_2_(\d+)$/.exec(platform)?.[1] ?? "17");
    const byPython = pythonRank(wheel, Number(python.split(".")[1]));
    const byPlatform = platformRank(wheel, glibc);
    return byPython === 0 || byPlatform === 0 ? undefined : [byPython, byPlatform, ...wheel.build];
};
/** Whether an installer would take this file on that Python and platform. */
const wheelFits = (file, python, platform) => {
    const wheel = parseWheelName(file);
    return wheel !== undefined && ranks(wheel, python, platform) !== undefined;
};
/**
 * Of several wheels of one release the one that installers take: narrowest tags, then the highest build number. torch
 * 2.10.0 has two for one Python and platform, which differ in their build number. Undefined if none fits.
 */
const bestWheel = (wheels, python, platform) => {
    const ranked = wheels.flatMap((wheel) => {
        const name = parseWheelName(wheel.file);
        const rank = name === undefined ? undefined : ranks(name, python, platform);
        return rank === undefined ? [] : [{ wheel, rank }];
    });
    const later = (a, b) => {
        for (const at of [0, 1, 2])
            if (a.rank[at] !== b.rank[at])
                return b.rank[at] - a.rank[at];
        return a.rank[3] < b.rank[3] ? 1 : -1;
    };
    return ranked.sort(later)[0]?.wheel;
};

;// CONCATENATED MODULE: ./lib/src/resolve/checks.js



const fits = (version, range) => range === undefined || (0,pep440/* satisfies */.ib)(version, range, { prereleases: true });
const reason = (code, message, source, hint) => ({ code, message, source, ...(hint === undefined ? {} : { hint }) });
const isNamed = (wheel, name) => wheel.name === name;
const otherMajors = (lock, { cuda }, { wheels: facts }) => Object.entries(facts)
    .filter(([major]) => major !== (0,catalog_versions/* majorOf */.Ds)(cuda))
    .flatMap(([major, { marks, source }]) => lock.wheels
    .filter(({ name }) => marks.some((mark) => name.endsWith(mark)))
    .map(({ name, version }) => reason("wheel-of-another-cuda", `${name} ${version} is built for CUDA ${major}, and this cell has CUDA ${(0,catalog_versions/* minorOf */.Hs)(cuda)}.`, source)));
/** The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version, others by a local version like `+cu126`. */
const cudaOf = (wheel, runtime) => {
    if (isNamed(wheel, runtime) || isNamed(wheel, "cuda-toolkit"))
        return (0,catalog_versions/* minorOf */.Hs)(wheel.version);
    const local = /\+cu(\d+)(\d)$/.exec(wheel.version);
    return local?.[1] === undefined || local[2] === undefined ? undefined : `${local[1]}.${local[2]}`;
};
const otherMinors = (lock, { cuda, wheelCuda }, { wheels: facts }) => {
    const known = facts[(0,catalog_versions/* majorOf */.Ds)(cuda)];
    const minor = (0,catalog_versions/* minorOf */.Hs)(cuda);
    if (known === undefined)
        return [];
    const allowed = (found) => found === minor || (wheelCuda === "same-major" && (0,catalog_versions/* majorOf */.Ds)(found) === (0,catalog_versions/* majorOf */.Ds)(cuda) && (0,catalog_versions/* compareVersions */.Zy)(found, minor) < 0);
    return lock.wheels.flatMap((wheel) => {
        const found = cudaOf(wheel, known.runtime);
        if (found === undefined || allowed(found))
            return [];
        return [reason("wheel-of-another-cuda", `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has CUDA ${minor}.`, known.source)];
    });
};
/** A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody knows. */
const torchWithoutCuda = (lock, { cuda }, { wheels: facts }) => {
    const known = facts[(0,catalog_versions/* majorOf */.Ds)(cuda)];
    const torch = lock.wheels.find((wheel) => wheel.name === "torch");
    if (known === undefined || torch === undefined || lock.wheels.some((wheel) => wheel.name === known.runtime))
        return [];
    return [reason("torch-without-cuda", `torch ${torch.version} came without the runtime of CUDA ${(0,catalog_versions/* minorOf */.Hs)(cuda)}, so it is another build.`, known.source)];
};
const severalCudnn = (lock) => {
    const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
    if (found.length < 2)
        return [];
    return [reason("two-cudnn", `The lock holds ${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a process can load only one cuDNN.`, "resolver")];
};
const placeholders = (lock) => lock.wheels
    .filter(({ version }) => version === "0.0.0a0")
    .map(({ name }) => reason("placeholder-release", `${name} is an empty placeholder; its real wheels do not exist for Python ${lock.question.python}.`, "resolver"));
const foreignFiles = (lock) => lock.wheels
    .filter(({ file }) => !wheelFits(file, lock.question.python, lock.question.platform))
    .map(({ file }) => reason("wheel-does-not-fit", `${file} is no wheel for Python ${lock.question.python} on ${lock.question.platform}.`, "resolver"));
/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (lock, requirement) => {
    const found = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement);
    return lock.wheels.some((wheel) => wheel.name === found?.[1] && fits(wheel.version, found[2]));
};
const springs = (trap, lock, cell) => {
    if (!fits((0,catalog_versions/* minorOf */.Hs)(cell.cuda), trap.cuda) || !fits(cell.python, trap.python))
        return [];
    if (trap.wheelCuda !== undefined && trap.wheelCuda !== cell.wheelCuda)
        return [];
    if (trap.missing !== undefined && holds(lock, trap.missing))
        return [];
    if (trap.beside !== undefined && !holds(lock, trap.beside))
        return [];
    return lock.wheels.filter((wheel) => (trap.package === "*" || wheel.name === trap.package) && fits(wheel.version, trap.versions));
};
const trapped = (lock, cell, { traps, libraries }) => [...traps, ...cell.libraries.flatMap((name) => libraries.get(name)?.traps ?? [])].flatMap((trap) => springs(trap, lock, cell).map(({ name, version }) => reason(trap.code, `The index gave ${name} ${version}. ${trap.message}`, trap.source, trap.hint)));
/** What is wrong with a lock although the resolver was content; empty when nothing is. */
const checkLock = (lock, cell, facts) => {
    const found = [
        ...otherMajors(lock, cell, facts),
        ...otherMinors(lock, cell, facts),
        ...torchWithoutCuda(lock, cell, facts),
        ...severalCudnn(lock),
        ...placeholders(lock),
        ...foreignFiles(lock),
        ...trapped(lock, cell, facts),
    ];
    const seen = new Set();
    return found.filter(({ code, message }) => {
        const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
        return !seen.has(subject) && seen.add(subject);
    });
};

// EXTERNAL MODULE: ./lib/src/resolve/key.js
var resolve_key = __webpack_require__(822);
;// CONCATENATED MODULE: ./lib/src/matrix/base.js


/** The catalog's copy of the tag list counts for so long. */
const COPY_DAYS = 30;
const DAY = 86_400_000;
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** Images made on this machine have no registry's list that could be old. */
const isLocal = (repository) => repository.startsWith("localhost/");
const tagOf = (cell, catalog) => `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;
const base_place = (cell) => (cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`);
/** What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. */
const instead = (cell, release, catalog) => {
    const flavors = release?.images[cell.ubuntu];
    if (flavors !== undefined && flavors.length > 0)
        return `matrix: { flavor: ["${flavors[0]}"] }`;
    const ubuntus = Object.entries(release?.images ?? {}).filter(([, listed]) => listed.includes(cell.flavor)).map(([name]) => name).sort(catalog_versions/* compareVersions */.Zy);
    if (ubuntus.length > 0)
        return `matrix: { ubuntu: ["${ubuntus.at(-1)}"] }`;
    const other = catalog.cuda.find((candidate) => candidate.images[cell.ubuntu]?.includes(cell.flavor) && (0,catalog_versions/* compareVersions */.Zy)(candidate.version, cell.cuda) > 0);
    return other === undefined ? undefined : `matrix: { cuda: ["${other.version}"] }`;
};
const absent = (cell, release, catalog, source) => {
    const hasOther = (release?.images[cell.ubuntu]?.length ?? 0) > 0;
    const hint = instead(cell, release, catalog);
    return {
        kind: "absent",
        reason: {
            code: "no-base-image",
            message: `NVIDIA has published no ${hasOther || cell.flavor !== "base" ? `${cell.flavor} ` : ""}image of CUDA ${cell.cuda} for ${base_place(cell)}.`,
            source,
            ...(hint === undefined ? {} : { hint }),
        },
    };
};
/**
 * Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy, which says its date and
 * is worth nothing (unknown) after 30 days. The stand-in is made here and needs no list.
 */
const judgeBase = (cell, catalog, list, today) => {
    const release = expand_releaseOf(catalog, cell.cuda, cell.ubuntu);
    const repository = release?.repository ?? "docker.io/nvidia/cuda";
    const tag = tagOf(cell, catalog);
    const listed = release?.images[cell.ubuntu]?.includes(cell.flavor) ?? false;
    if (list !== undefined && !isLocal(repository)) {
        if (list.tags.has(tag))
            return { kind: "there", base: { tag: `${repository}:${tag}`, asOf: list.asOf } };
        return absent(cell, release, catalog, `tags of ${repository}, read ${list.asOf}`);
    }
    const source = `${release?.source ?? "matrix/cuda.yml"} (copy of ${catalog.asOf})`;
    if (isLocal(repository))
        return listed ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: today } } : absent(cell, release, catalog, source);
    if (daysBetween(catalog.asOf, today) > COPY_DAYS) {
        return {
            kind: "unknown",
            reason: {
                code: "base-list-too-old",
                message: `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} is older than ${COPY_DAYS} days.`,
                source: `tags of ${repository}`,
                hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update",
            },
        };
    }
    return listed ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: catalog.asOf } } : absent(cell, release, catalog, source);
};

;// CONCATENATED MODULE: ./lib/src/matrix/nearest.js

/** The price of changing an axis decides ties among cells that change as many: the flavor is changed first, then Python, Ubuntu, CUDA, and the set last. */
const PRICES = { flavor: 1, python: 2, ubuntu: 4, cuda: 8, set: 16 };
const AXES = Object.keys(PRICES);
const ranksOf = (cells, catalog) => {
    const rank = (values, compare) => new Map([...new Set(values)].sort(compare).map((value, index) => [value, index]));
    const listed = (names) => (a, b) => names.indexOf(a) - names.indexOf(b);
    return {
        flavor: rank(cells.map((cell) => cell.flavor), (a, b) => (a < b ? -1 : 1)),
        python: rank(cells.map((cell) => cell.python), catalog_versions/* compareVersions */.Zy),
        ubuntu: rank(cells.map((cell) => cell.ubuntu), listed(catalog.ubuntu.map((release) => release.name))),
        cuda: rank(cells.map((cell) => cell.cuda), catalog_versions/* compareVersions */.Zy),
        set: rank(cells.map((cell) => cell.set), listed([...catalog.sets.keys()])),
    };
};
const distance = (from, to, ranks) => {
    let changes = 0;
    const steps = [];
    for (const axis of AXES) {
        if (from[axis] === to[axis])
            continue;
        changes += 100 + PRICES[axis];
        const [a, b] = [ranks[axis].get(from[axis]) ?? 0, ranks[axis].get(to[axis]) ?? 0];
        // Of two values equally far, the newer one is nearer.
        steps.unshift(2 * Math.abs(a - b) + (b < a ? 1 : 0));
    }
    return { changes, steps };
};
const isNearer = (a, b) => {
    if (a.changes !== b.changes)
        return a.changes < b.changes;
    const at = a.steps.findIndex((step, index) => step !== b.steps[index]);
    return at !== -1 && (a.steps[at] ?? 0) < (b.steps[at] ?? 0);
};
/** The accepted cell that changes the fewest axes, or undefined when none is accepted. */
const nearestOf = (cell, accepted, ranks) => {
    let nearest;
    for (const other of accepted) {
        const found = distance(cell, other, ranks);
        if (nearest === undefined || isNearer(found, nearest.distance))
            nearest = { cell: other, distance: found };
    }
    return nearest?.cell;
};
/** Cells indexed by all but one axis: the nearest cell of most rejected ones differs in one axis only. */
const without = (cell, axis) => AXES.map((other) => (other === axis ? "*" : cell[other])).join(" ");
const oneAxisIndex = (accepted) => {
    const index = new Map();
    for (const cell of accepted) {
        for (const axis of AXES) {
            const key = without(cell, axis);
            const list = index.get(key);
            if (list === undefined)
                index.set(key, [cell]);
            else
                list.push(cell);
        }
    }
    return index;
};
const named = (reason, nearest) => (nearest === undefined ? reason : { ...reason, nearest: nearest.id });
/** Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list. */
const withNearest = (judged, catalog) => {
    const accepted = judged.flatMap(({ cell, verdict }) => (verdict.kind === "accepted" ? [cell] : []));
    if (accepted.length === 0)
        return [...judged];
    const ranks = ranksOf(judged.map(({ cell }) => cell), catalog);
    const index = oneAxisIndex(accepted);
    const nearest = (cell) => {
        for (const axis of AXES) {
            const near = index.get(without(cell, axis));
            if (near !== undefined)
                return nearestOf(cell, near, ranks);
        }
        return nearestOf(cell, accepted, ranks);
    };
    return judged.map((entry) => {
        if (entry.verdict.kind !== "rejected")
            return entry;
        const near = nearest(entry.cell);
        const [first, ...more] = entry.verdict.reasons;
        return { cell: entry.cell, verdict: { ...entry.verdict, reasons: [named(first, near), ...more.map((reason) => named(reason, near))] } };
    });
};

// EXTERNAL MODULE: ./lib/src/matrix/checkValues.js
var checkValues = __webpack_require__(3040);
;// CONCATENATED MODULE: ./lib/src/matrix/ranges.js

/** Remembers its answers: a matrix asks the same few thousand times. Pre-releases count, or a placeholder would go unnoticed. */
const ranges_rememberRanges = () => {
    const known = new Map();
    return (version, range) => {
        if (range === undefined)
            return true;
        let versions = known.get(range);
        if (versions === undefined)
            known.set(range, (versions = new Map()));
        let answer = versions.get(version);
        if (answer === undefined)
            versions.set(version, (answer = (0,pep440/* satisfies */.ib)(version, range, { prereleases: true })));
        return answer;
    };
};

;// CONCATENATED MODULE: ./lib/src/matrix/release.js

/** Whether an entry counts in a cell. */
const counts = (entry, cell, wheelCuda, inRange) => (entry.wheelCuda === undefined || entry.wheelCuda === wheelCuda) &&
    (entry.with === undefined || entry.with.every((name) => cell.libraries.includes(name))) &&
    (entry.without === undefined || !entry.without.some((name) => cell.libraries.includes(name))) &&
    inRange(cell.python, entry.python) &&
    inRange((0,catalog_versions/* minorOf */.Hs)(cell.cuda), entry.cuda);
/** The first entry of a library that counts in a cell, or undefined: then the library cannot be had there. */
const releaseFor = (library, cell, wheelCuda, inRange) => library.releases.find((entry) => counts(entry, cell, wheelCuda, inRange));
/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
const librariesOf = (cell, catalog) => cell.libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [library];
});

;// CONCATENATED MODULE: ./lib/src/matrix/question.js




/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
const requirementName = (requirement) => (0,checkValues/* normalName */.tK)(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);
/** A requirement of PEP 508 without markers in two parts: name with extras, and range. */
const parts = (requirement) => {
    const [, name = requirement, range = ""] = /^([A-Za-z0-9._-]+(?:\[[^\]]*\])?)\s*(.*)$/.exec(requirement) ?? [];
    return { name, range: range.trim() };
};
/** The floor that the catalog sets and the pin both hold; a resolver says so if they cannot. */
const pinned = (requirement, pins) => {
    const pin = pins[requirementName(requirement)];
    if (pin === undefined)
        return requirement;
    const { name, range } = parts(requirement);
    return `${name}${[range, pin].filter((part) => part !== "").join(",")}`;
};
const question_byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const unique = (values) => [...new Set(values)].sort(question_byCodeUnit);
/**
 * uv's platform name for the lowest glibc among the releases that live at the catalog's date, so that all of them share one answer
 * (one wheel of 223 differed between glibc 2.31 and 2.35, none above).
 */
const question_platformOf = (catalog) => {
    const living = catalog.ubuntu.filter((release) => release.endOfLife > catalog.asOf);
    const [lowest] = living.map((release) => release.glibc).sort(catalog_versions/* compareVersions */.Zy);
    return `x86_64-manylinux_${(lowest ?? "2.35").replace(".", "_")}`;
};
const nextMinor = (minor) => {
    const [major = "", after = "0"] = minor.split(".");
    return `${major}.${Number(after) + 1}`;
};
/** What ties the wheels to the cell's CUDA. */
const cudaConstraints = (catalog, cuda, wheelCuda) => {
    const facts = catalog.wheels[(0,catalog_versions/* majorOf */.Ds)(cuda)];
    const minor = (0,catalog_versions/* minorOf */.Hs)(cuda);
    const lines = wheelCuda === "exact" ? facts?.exact : facts?.sameMajor;
    return (lines ?? []).map((line) => line.replaceAll("{minor}", minor).replaceAll("{next}", nextMinor(minor)));
};
const question_build = (cell, request, catalog, platform, inRange) => {
    const releases = librariesOf(cell, catalog).flatMap((library) => releaseFor(library, cell, request.wheelCuda, inRange) ?? []);
    const requirements = unique(releases.flatMap((release) => release.requirements));
    const names = new Set(requirements.map(requirementName));
    const further = Object.entries(request.pins).filter(([name]) => !names.has(name));
    return {
        requirements: unique(requirements.map((requirement) => pinned(requirement, request.pins))),
        constraints: unique([
            ...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
            ...releases.flatMap((release) => release.constraints),
            ...further.map(([name, pin]) => `${name}${pin}`),
        ]),
        python: cell.python,
        platform,
        indexes: unique(releases.flatMap((release) => release.index ?? [])),
    };
};
/** What is asked for each cell of one request; cells that ask the same share one value. */
const questioner = (request, catalog, inRange = ranges_rememberRanges()) => {
    const platform = question_platformOf(catalog);
    // Cells of one set share their list of libraries, so the list itself is the key.
    const sets = new Map();
    return (cell) => {
        let known = sets.get(cell.libraries);
        if (known === undefined)
            sets.set(cell.libraries, (known = new Map()));
        // Neither Ubuntu nor the flavor nor the patch of CUDA is part of the question.
        const key = `${(0,catalog_versions/* minorOf */.Hs)(cell.cuda)} ${cell.python}`;
        let question = known.get(key);
        if (question === undefined)
            known.set(key, (question = question_build(cell, request, catalog, platform, inRange)));
        return question;
    };
};
/** What the resolver is asked for one cell. */
const questionOf = (cell, request, catalog) => questioner(request, catalog)(cell);

;// CONCATENATED MODULE: ./lib/src/matrix/rules.js






/** One axis as lines to put into dl-env.yml. */
const matrixLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
const cudaEnded = (cell, { catalog, today }) => {
    const release = expand_releaseOf(catalog, cell.cuda, cell.ubuntu);
    if (release?.endOfLife === undefined || release.endOfLife > today)
        return [];
    const newer = catalog.cuda.findLast((other) => other.minor === release.minor && other.images[cell.ubuntu] !== undefined && (other.endOfLife ?? "9999") > today);
    const instead = newer === undefined ? "" : ` Its successor is ${newer.version}.`;
    return [
        {
            code: "cuda-end-of-life",
            message: `NVIDIA ended its images of CUDA ${cell.cuda} on ${release.endOfLife}; they are rebuilt no more.${instead}`,
            source: release.source,
            ...(newer === undefined ? {} : { hint: matrixLine("cuda", newer.version) }),
        },
    ];
};
const ubuntuEnded = (release, { catalog, today }) => {
    if (release === undefined || release.endOfLife > today)
        return [];
    const next = catalog.ubuntu.find((other) => (0,catalog_versions/* compareVersions */.Zy)(other.name, release.name) > 0 && other.endOfLife > today);
    const name = release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`;
    return [
        {
            code: "ubuntu-end-of-life",
            message: `${name} has had no security updates since ${release.endOfLife}.`,
            source: release.source,
            ...(next === undefined ? {} : { hint: matrixLine("ubuntu", next.name) }),
        },
    ];
};
const pythonMissing = (cell, release, { catalog }) => {
    if (cell.pythonFrom === "ubuntu" || catalog.pythons.some((python) => python.minor === cell.python))
        return [];
    const pre = release?.preReleasePythons[cell.python];
    const known = [...new Set(catalog.pythons.map((python) => python.minor))].sort(catalog_versions/* compareVersions */.Zy);
    const near = (0,catalog_versions/* compareVersions */.Zy)(cell.python, known[0] ?? "3") < 0 ? known[0] : known.at(-1);
    const reason = pre === undefined
        ? { code: "python-not-available", message: `No Python ${cell.python} is in the catalog, which has ${known.join(", ")}.`, source: "matrix/pythons.yml and matrix/ubuntu.yml" }
        : { code: "python-pre-release", message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${pre}.`, source: release?.source ?? "matrix/ubuntu.yml" };
    return [{ ...reason, ...(near === undefined ? {} : { hint: matrixLine("python", near) }) }];
};
const twoCudnns = (cell, { catalog, request }) => {
    if (!cell.flavor.startsWith("cudnn") || request.cudnn === "system")
        return NONE;
    const libraries = librariesOf(cell, catalog);
    const user = libraries.find((library) => library.bringsCudnn) ?? libraries.find((library) => library.usesCudnn);
    if (user === undefined)
        return [];
    const version = expand_releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
    const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
    return [
        {
            code: "two-cudnns",
            message: user.bringsCudnn ? `${user.title}'s wheels bring a cuDNN, and ${base}.` : `${user.title} loads the cuDNN that it finds first, and ${base}.`,
            source: catalog.cudnn.twoCopies,
            hint: `${matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))}, or ask for the base's cuDNN: cudnn: system`,
        },
    ];
};
const filled = (text, cell) => text.replaceAll("{cuda}", (0,catalog_versions/* minorOf */.Hs)(cell.cuda)).replaceAll("{python}", cell.python).replaceAll("{ubuntu}", cell.ubuntu).replaceAll("{flavor}", cell.flavor);
const limitsOf = (library, cell, { request, today, inRange }) => library.limits
    .filter((limit) => counts(limit, cell, request.wheelCuda, inRange) &&
    (limit.from === undefined || limit.from <= today) &&
    (limit.ubuntu === undefined || limit.ubuntu.includes(cell.ubuntu)) &&
    (limit.flavor === undefined || limit.flavor.includes(cell.flavor)))
    .map((limit) => ({
    code: limit.code,
    message: filled(limit.message, cell),
    source: limit.source,
    ...(limit.hint === undefined ? {} : { hint: filled(limit.hint, cell) }),
}));
/** Packages whose name says that they are built for another CUDA major. */
const ofAnotherMajor = (name, cuda, catalog) => Object.entries(catalog.wheels).find(([major, facts]) => major !== (0,catalog_versions/* majorOf */.Ds)(cuda) && facts.marks.some((mark) => name.endsWith(mark)))?.[0];
const mismatch = (library, cell, requirements, source, catalog) => {
    for (const requirement of requirements) {
        const name = requirementName(requirement);
        const major = ofAnotherMajor(name, cell.cuda, catalog);
        if (major === undefined)
            continue;
        return [{ code: "cuda-major-mismatch", message: `${library.title} asks for ${name}, which is built for CUDA ${major}.`, source, hint: `add an entry for CUDA ${(0,catalog_versions/* majorOf */.Ds)(cell.cuda)} to: ${library.folder}/library.yml` }];
    }
    return [];
};
const against = (library, requirements, source, pins) => requirements.flatMap((requirement) => {
    const name = requirementName(requirement);
    const exact = /^==([^,*]+)$/.exec(pins[name] ?? "")?.[1];
    const range = requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");
    if (exact === undefined || (0,pep440/* valid */.rZ)(exact) === null || range === "" || (0,pep440/* satisfies */.ib)(exact, range, { prereleases: true }))
        return [];
    return [
        { code: "pin-out-of-range", message: `The pin asks for ${name} ${exact}; ${library.title} needs ${range} for this CUDA and Python.`, source, hint: `pins: { ${name}: "${range}" }` },
    ];
});
const releaseReasons = (library, cell, context) => {
    const { request, catalog, inRange } = context;
    const release = releaseFor(library, cell, request.wheelCuda, inRange);
    if (release !== undefined)
        return [...mismatch(library, cell, release.requirements, release.source, catalog), ...against(library, release.requirements, release.source, request.pins)];
    return [
        {
            code: "library-not-available",
            message: `The catalog knows no wheels of ${library.title} for CUDA ${(0,catalog_versions/* minorOf */.Hs)(cell.cuda)} with Python ${cell.python}.`,
            source: library.releases.at(-1)?.source ?? library.folder,
            hint: `sets: { mine: [${cell.libraries.filter((name) => name !== library.name && !catalog.every.includes(name)).join(", ")}] }`,
        },
    ];
};
const libraryReasons = (cell, context) => librariesOf(cell, context.catalog).flatMap((library) => {
    const limits = limitsOf(library, cell, context);
    return limits.length > 0 ? limits : releaseReasons(library, cell, context);
});
/** Reasons that are the same for all libraries of a set, such as one missing torch build for torch and torchaudio, are told once. */
const distinct = (reasons) => [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values()];
const rules_remembered = (known, key, make) => {
    const found = known.get(key);
    if (found !== undefined)
        return found;
    const fresh = make();
    known.set(key, fresh);
    return fresh;
};
/** Limits that look at the Ubuntu release or the flavor are rare; sets without one are judged once for all of both. */
const looksAtBase = (libraries) => libraries.some((library) => library.limits.some((limit) => limit.ubuntu !== undefined || limit.flavor !== undefined || /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`)));
const joined = (groups) => {
    const told = groups.filter((reasons) => reasons.length > 0);
    return told.length < 2 ? (told[0] ?? NONE) : told.flat();
};
/** The catalog's rules for the cells of one request; what does not depend on the whole cell is worked out once. */
const rulesFor = (request, catalog, today, inRange = ranges_rememberRanges()) => {
    const context = { request, catalog, today, inRange };
    const ubuntus = new Map(catalog.ubuntu.map((release) => [release.name, release]));
    const known = new Map();
    const sets = new Map();
    const base = (cell) => {
        const release = ubuntus.get(cell.ubuntu);
        return [...cudaEnded(cell, context), ...ubuntuEnded(release, context), ...pythonMissing(cell, release, context)];
    };
    return (cell) => {
        let set = sets.get(cell.libraries);
        if (set === undefined)
            sets.set(cell.libraries, (set = { looksAtBase: looksAtBase(librariesOf(cell, catalog)), known: new Map() }));
        const libraries = set.looksAtBase ? `python ${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}` : `python ${cell.python} ${cell.cuda}`;
        return joined([
            rules_remembered(known, `${cell.cuda} ${cell.ubuntu} ${cell.python}`, () => base(cell)),
            cell.flavor.startsWith("cudnn") ? rules_remembered(set.known, `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`, () => twoCudnns(cell, context)) : NONE,
            rules_remembered(set.known, libraries, () => distinct(libraryReasons(cell, context))),
        ]);
    };
};
const NONE = [];
/** What the catalog says against one cell; empty when it knows nothing against it. */
const rulesAgainst = (cell, request, catalog, today) => rulesFor(request, catalog, today)(cell);

;// CONCATENATED MODULE: ./lib/src/matrix/judge.js









const isNotEmpty = (reasons) => reasons.length > 0;
const notAsked = { code: "not-asked", message: "The package index was not asked about this cell.", source: "resolver", hint: "dl-env plan" };
const rejected = (reasons, base) => ({ kind: "rejected", reasons, ...(base === undefined ? {} : { base }) });
const byLock = (lock, traps, base) => (isNotEmpty(traps) ? rejected(traps, base) : { kind: "accepted", base, lock: lock.key });
/** The verdict on a cell against which rules and base say nothing. */
const byAnswer = (answer, base, traps) => {
    if (answer === undefined)
        return { kind: "unknown", reasons: [notAsked], base };
    switch (answer.kind) {
        case "locked":
            return byLock(answer.lock, traps(answer.lock), base);
        case "conflict":
            return rejected(answer.reasons, base);
        case "unreachable":
            return { kind: "unknown", reasons: [answer.reason], base };
    }
};
/**
 * Verdicts from rules, bases and the resolver's answers, in this order: what the catalog rejects is rejected whatever could not be asked;
 * what could not be asked is unknown, never accepted. Reasons name the nearest accepted cell of the same list.
 */
const judge = (cells, inputs) => {
    const { request, catalog, today } = inputs;
    const inRange = ranges_rememberRanges();
    const rules = rulesFor(request, catalog, today, inRange);
    const keys = keyed(questioner(request, catalog, inRange));
    const checks = checked(inputs);
    const bases = basesOf(inputs);
    const judged = cells.map((cell) => {
        const base = bases(cell);
        const against = [...(base.kind === "absent" ? [base.reason] : []), ...rules(cell)];
        if (isNotEmpty(against))
            return { cell, verdict: rejected(against, base.kind === "there" ? base.base : undefined) };
        if (base.kind !== "there")
            return { cell, verdict: { kind: "unknown", reasons: [base.reason] } };
        return { cell, verdict: byAnswer(inputs.answers.get(keys(cell)), base.base, (lock) => checks(lock, cell)) };
    });
    return withNearest(judged, catalog);
};
/** Judgements of bases, made once for each tag. */
const basesOf = ({ catalog, lists, today }) => {
    const known = new Map();
    return (cell) => {
        const key = `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`;
        let base = known.get(key);
        if (base === undefined)
            known.set(key, (base = judgeBase(cell, catalog, lists.get(expand_releaseOf(catalog, cell.cuda, cell.ubuntu)?.repository ?? ""), today)));
        return base;
    };
};
/** Checks of locks, made once for each lock and minor of CUDA. */
const checked = ({ request, catalog }) => {
    const known = new Map();
    return (lock, cell) => {
        const key = `${lock.key} ${(0,catalog_versions/* minorOf */.Hs)(cell.cuda)} ${cell.libraries.join()}`;
        let reasons = known.get(key);
        if (reasons === undefined)
            known.set(key, (reasons = checkLock(lock, { ...cell, wheelCuda: request.wheelCuda }, catalog)));
        return reasons;
    };
};
/** Keys of questions, hashed once for each question. */
const keyed = (question) => {
    const known = new Map();
    return (cell) => {
        const asked = question(cell);
        let key = known.get(asked);
        if (key === undefined)
            known.set(asked, (key = (0,resolve_key/* questionKey */.c7)(asked)));
        return key;
    };
};
/** The distinct questions that must be asked to judge these cells: none for cells that rules or bases already decide. */
const openQuestions = (cells, inputs) => {
    const { request, catalog, today } = inputs;
    const inRange = ranges_rememberRanges();
    const rules = rulesFor(request, catalog, today, inRange);
    const question = questioner(request, catalog, inRange);
    const key = keyed(question);
    const bases = basesOf(inputs);
    const open = new Map();
    for (const cell of cells) {
        if (bases(cell).kind === "there" && rules(cell).length === 0)
            open.set(key(cell), question(cell));
    }
    return open;
};

;// CONCATENATED MODULE: ./lib/src/resolve/aptDate.js
const aptDate_DAY = 86_400_000;
/**
 * The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of the current span of
 * `maxAgeDays`, so that every machine says the same date and a new one comes once a span.
 */
const aptDate = (now, maxAgeDays) => {
    const span = Math.max(1, maxAgeDays) * aptDate_DAY;
    return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};

// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var resolve_committed = __webpack_require__(6923);
// EXTERNAL MODULE: ./lib/src/session.js + 26 modules
var src_session = __webpack_require__(3196);
;// CONCATENATED MODULE: ./lib/src/plan/aptLocks.js



/** The apt packages of each Ubuntu release that accepted cells use: from its committed lock, else by name as of this span's date. */
const aptLocks = async (session, judged) => {
    const { sys, catalog, request, options } = session;
    const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
    const locks = new Map();
    for (const { cell, verdict } of judged) {
        if (verdict.kind !== "accepted" || locks.has(cell.ubuntu))
            continue;
        const committed = options.update === true ? undefined : await (0,resolve_committed/* readAptLock */.bU)(sys.files, (0,src_session/* lockFolder */.MS)(session), cell.ubuntu);
        locks.set(cell.ubuntu, committed ?? { release: cell.ubuntu, asOf, packages: [...catalog.apt].sort().map((name) => ({ name })) });
    }
    return locks;
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./lib/src/plan/gather.js







/** Requests to one registry at the same time. */
const gather_SIDE_BY_SIDE = 6;
const cannotAsk = (error) => error instanceof errors/* DlEnvError */.Oz && error.exit === 3;
/** The repositories in which the bases of these cells lie. */
const repositoriesOf = (cells, catalog) => {
    const found = new Set();
    for (const cell of cells)
        found.add(expand_releaseOf(catalog, cell.cuda, cell.ubuntu)?.repository ?? "docker.io/nvidia/cuda");
    return found;
};
/** Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so. */
const readLists = async ({ sys, open, offline }, cells, catalog) => {
    const lists = new Map();
    if (offline)
        return lists;
    for (const repository of repositoriesOf(cells, catalog)) {
        if (isLocal(repository))
            continue;
        try {
            const { tags, asOf } = await readTagList(open(repository), sys.clock);
            lists.set(repository, { tags: new Set(tags), asOf });
        }
        catch (error) {
            if (!cannotAsk(error))
                throw error;
            sys.log.warn(`${repository} could not be asked; the catalog's copy of its tags counts, as of ${catalog.asOf}. (${error.message})`);
        }
    }
    return lists;
};
const acceptedBases = (judged) => new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.base.tag] : [])));
const repositoryOf = (tag) => tag.slice(0, tag.lastIndexOf(":"));
/** Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells can be planned, but neither keyed nor built. */
const readDigests = async ({ sys, open, offline }, judged, lists) => {
    const limit = (0,p_limit/* default */.A)(gather_SIDE_BY_SIDE);
    const found = new Map();
    const readOne = async (tag) => {
        try {
            found.set(tag, await readBaseDigests(open, tag));
        }
        catch (error) {
            if (!cannotAsk(error))
                throw error;
            sys.log.debug(`${tag}: ${error.message}`);
        }
    };
    const askable = [...acceptedBases(judged)].filter((tag) => isLocal(tag) || (!offline && lists.has(repositoryOf(tag))));
    await Promise.all(askable.map((tag) => limit(() => readOne(tag))));
    return found;
};
/** The same verdicts, with the digests of the bases that are known. */
const withDigests = (judged, digests) => judged.map(({ cell, verdict }) => {
    const known = verdict.kind === "accepted" ? digests.get(verdict.base.tag) : undefined;
    if (verdict.kind !== "accepted" || known === undefined)
        return { cell, verdict };
    return { cell, verdict: { ...verdict, base: { ...verdict.base, digest: known.indexDigest, platformDigest: known.platformDigest } } };
});
const Manifest = schemas/* object */.Ikc({ config: schemas/* object */.Ikc({ digest: schemas/* string */.YjP() }), layers: schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* string */.YjP() })) });
/** Tags of a layout whose blobs are all there: a folder can lose files, a registry does not. What is no image counts as whole. */
const wholeTags = async (layout, tags) => {
    const limit = (0,p_limit/* default */.A)(gather_SIDE_BY_SIDE);
    const known = new Map();
    const has = (digest) => {
        const found = known.get(digest) ?? layout.hasBlob(digest);
        known.set(digest, found);
        return found;
    };
    const isWhole = async (tag) => {
        const stored = await layout.manifest(tag);
        const manifest = stored === undefined ? undefined : Manifest.safeParse(JSON.parse(Buffer.from(stored.bytes).toString("utf8"))).data;
        if (manifest === undefined)
            return stored !== undefined;
        return (await Promise.all([manifest.config, ...manifest.layers].map(({ digest }) => has(digest)))).every(Boolean);
    };
    const whole = await Promise.all(tags.map((tag) => limit(() => isWhole(tag))));
    return tags.filter((_, index) => whole[index] === true);
};
/** The tags of a store or a destination; undefined, with a warning, when it could not be asked. */
const readTags = async ({ sys, offline }, repository) => {
    if (offline && repository.kind === "registry")
        return undefined;
    try {
        const tags = await repository.tags();
        return new Set((0,layout/* isLayout */.nW)(repository) ? await wholeTags(repository, tags) : tags);
    }
    catch (error) {
        if (!cannotAsk(error))
            throw error;
        sys.log.warn(`${repository.name} could not be asked, so what is missing there is not known. (${error.message})`);
        return undefined;
    }
};

// EXTERNAL MODULE: ./lib/src/image/files.js
var image_files = __webpack_require__(3159);
;// CONCATENATED MODULE: ./lib/src/image/config.js

/** nvidia/cuda's own PATH with the environment's programs before it. */
const PATH = "/opt/venv/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * Wheels find their CUDA by themselves, and the base's CUDA must not come before it. The two folders that stay hold nothing but the driver
 * where a cluster mounts it there (GKE does).
 */
const LIBRARIES = "/usr/local/nvidia/lib:/usr/local/nvidia/lib64";
const ENV = {
    LANG: "C.UTF-8",
    LD_LIBRARY_PATH: LIBRARIES,
    PATH,
    TZ: "UTC",
    // uv's cache may lie on another file system than /opt/venv, and links into a volume would break with it.
    UV_LINK_MODE: "copy",
    VIRTUAL_ENV: "/opt/venv",
};
/** tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no service is asked for. */
const ENTRYPOINT = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
/** What an image's config says beyond its base's and its labels: the same for every image. */
const COMMON_CONFIG = {
    env: ENV,
    // A Containerfile can set a variable anew but not remove it, so nothing is dropped: both ways give the same environment.
    dropEnv: [],
    entrypoint: ENTRYPOINT,
    cmd: ["shell"],
    user: `${IMAGE_USER.uid}:${IMAGE_USER.gid}`,
    workdir: IMAGE_USER.home,
    exposed: [],
};

// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(5101);
// EXTERNAL MODULE: ./lib/src/image/layers.js
var image_layers = __webpack_require__(7236);
;// CONCATENATED MODULE: ./lib/src/image/make.js








/** Hex digits of an image's key. */
const KEY_DIGITS = 12;
const digestOf = (base) => base.platformDigest ?? base.digest ?? base.tag;
const make_remembered = (make) => {
    const known = new Map();
    return (key) => {
        const found = known.get(key);
        if (found !== undefined)
            return found;
        const made = make(key);
        known.set(key, made);
        return made;
    };
};
const shared = (layers) => ({ layers, tags: layers.map(image_recipe/* layerTag */.C).join(" ") });
const COMMON_TEXT = JSON.stringify(COMMON_CONFIG);
/** Over everything that decides the image. The time of a lock is no content: the same wheels chosen again tomorrow are the same image. */
const keyOf = (base, layers, labels) => {
    const content = [digestOf(base), ...layers.map(({ tags }) => tags), COMMON_TEXT, JSON.stringify(labels)];
    return (0,external_node_crypto_.hash)("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};
const standalonePython = (pythons, minor) => {
    const found = pythons.find((python) => python.minor === minor);
    if (found !== undefined)
        return found;
    const known = pythons.map((python) => python.minor).join(", ");
    throw (0,errors/* foundProblem */.Sb)({ code: "no-standalone-python", message: `The catalog has no archive of Python ${minor}; it has ${known}.`, hint: "Add it to: matrix/pythons.yml" });
};
/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system layer, a set's files) is computed once, so that
 * ten thousand cells cost little more than their labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
const recipeMaker = ({ catalog, request, sources }) => {
    const wheels = new Map();
    const wheelOf = (wheel, lock) => {
        const layer = wheels.get(wheel.sha256) ?? (0,image_layers/* wheelLayer */.rh)(wheel, lock);
        wheels.set(wheel.sha256, layer);
        return layer;
    };
    const locks = make_remembered((lock) => shared((0,image_layers/* lockLayers */.Cy)(lock, catalog.laidLast, wheelOf)));
    const stacks = make_remembered((lock) => (0,image_labels/* wheelLabels */.t9)(lock));
    const pythons = make_remembered((minor) => shared([(0,image_layers/* pythonLayerSpec */.He)(standalonePython(catalog.pythons, minor))]));
    const files = make_remembered((libraries) => shared([(0,image_layers/* filesLayerSpec */.Qy)((0,image_files/* filesOf */.R8)(sources, libraries.split(" ")))]));
    const systems = make_remembered((apt) => make_remembered((what) => {
        const [base = "", python = "", from = ""] = what.split(" ");
        const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
        return shared([(0,image_layers/* systemLayerSpec */.E)(systemRecipe({ python, pythonFrom, ubuntu: apt.release }, apt, base, request.sudo))]);
    }));
    return ({ cell, lock, apt, base, facts }) => {
        const isStandalone = cell.pythonFrom === "standalone";
        const system = systems(apt)(`${digestOf(base)} ${isStandalone ? "" : cell.python} ${cell.pythonFrom}`);
        const parts = [system, ...(isStandalone ? [pythons(cell.python)] : []), locks(lock), files(cell.libraries.join(" "))];
        const labels = (0,image_labels/* labelsOf */.PC)({ cell, lock, wheels: stacks(lock), apt, base, request, ...(facts === undefined ? {} : { facts }) });
        const config = { ...COMMON_CONFIG, labels: { ...labels, [image_labels/* ORDER_LABEL */.sy]: (0,image_labels/* orderKey */.ww)(cell, lock) } };
        return { cell: cell.id, key: keyOf(base, parts, labels), layers: parts.flatMap(({ layers }) => layers), config };
    };
};
/** The recipe of one cell; for many cells of one request use `recipeMaker`. */
const imageRecipe = (context, input) => recipeMaker(context)(input);

;// CONCATENATED MODULE: ./lib/src/matrix/hardware.js




/** Whether code for these architectures runs on a card: machine code of the same major and no newer minor, or PTX that is not newer. */
const runsOn = (code, computeCapability) => code.sm.some((sm) => (0,catalog_versions/* majorOf */.Ds)(sm) === (0,catalog_versions/* majorOf */.Ds)(computeCapability) && (0,catalog_versions/* compareVersions */.Zy)(sm, computeCapability) <= 0) || code.ptx.some((ptx) => (0,catalog_versions/* compareVersions */.Zy)(ptx, computeCapability) <= 0);
const versionsOf = (lock) => new Map(lock.wheels.map((wheel) => [wheel.name, wheel.version]));
const carries = (entry, cell, versions, inRange) => {
    const version = versions.get(entry.package);
    return version !== undefined && inRange(version, entry.versions) && inRange((0,catalog_versions/* minorOf */.Hs)(cell.cuda), entry.cuda);
};
const codeOf = (library, cell, versions, inRange) => {
    const entry = library.architectures.find((candidate) => carries(candidate, cell, versions, inRange));
    return entry === undefined ? [] : [{ library: library.name, package: entry.package, version: versions.get(entry.package) ?? "", sm: entry.sm, ptx: entry.ptx, source: entry.source }];
};
/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog) => [...new Set(catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability))].sort(catalog_versions/* compareVersions */.Zy);
const limiters = (code, capabilities) => Object.fromEntries(capabilities.flatMap((capability) => {
    const without = code.filter((entry) => !runsOn(entry, capability)).map((entry) => entry.library);
    return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
}));
const newer = (a, b) => ((0,catalog_versions/* compareVersions */.Zy)(b.driver, a.driver) > 0 ? b : a);
const minorVersionDriver = (cell, libraries, versions, catalog, inRange) => {
    const compatible = { driver: catalog.drivers.minorVersion[(0,catalog_versions/* majorOf */.Ds)(cell.cuda)] ?? "0", source: catalog.drivers.source };
    const named = libraries.flatMap((library) => library.drivers.filter((entry) => versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions)).map(({ driver, source }) => ({ driver, source })));
    return named.reduce(newer, compatible);
};
/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
const ownDriver = (catalog, cuda) => {
    const minor = (0,catalog_versions/* minorOf */.Hs)(cuda);
    const shipped = Object.entries(catalog.drivers.shipped).filter(([version]) => (0,catalog_versions/* minorOf */.Hs)(version) === minor);
    const [oldest] = shipped.sort(([a], [b]) => (0,catalog_versions/* compareVersions */.Zy)(a, b));
    return oldest === undefined ? undefined : { driver: oldest[1], source: catalog.drivers.source };
};
const dataCentreDriver = (catalog, cuda) => {
    const branches = catalog.drivers.requireBranches[(0,catalog_versions/* minorOf */.Hs)(cuda)];
    return branches === undefined || branches.length === 0 ? undefined : { driver: String(Math.min(...branches)), source: catalog.drivers.requireSource };
};
const driversOf = (cell, libraries, versions, catalog, inRange) => {
    const dataCentre = dataCentreDriver(catalog, cell.cuda);
    const geforce = ownDriver(catalog, cell.cuda);
    return {
        minorVersion: minorVersionDriver(cell, libraries, versions, catalog, inRange),
        ...(dataCentre === undefined ? {} : { dataCentre }),
        ...(geforce === undefined ? {} : { geforce }),
    };
};
/** What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements. */
const hardwareOf = (cell, lock, catalog, inRange = ranges_rememberRanges()) => {
    const versions = versionsOf(lock);
    const libraries = librariesOf(cell, catalog);
    const code = libraries.flatMap((library) => codeOf(library, cell, versions, inRange));
    const capabilities = knownCapabilities(catalog);
    const measured = new Set(code.map((entry) => entry.library));
    const [first, ...others] = code;
    return {
        code,
        unmeasured: libraries.filter((library) => library.gpu && !measured.has(library.name)).map((library) => library.name),
        sm: first === undefined ? [] : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
        runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
        limitedBy: limiters(code, capabilities),
        drivers: driversOf(cell, libraries, versions, catalog, inRange),
    };
};
/** The cuDNN that a cell uses: its wheels' own, else the base's where the flavor has one. */
const cudnnOf = (cell, lock, catalog) => lock.wheels.find((wheel) => /^nvidia-cudnn-cu\d+$/.test(wheel.name))?.version ?? (cell.flavor.startsWith("cudnn") ? releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn : undefined);
const isCovered = (row, computeCapability) => row.cards.some((card) => majorOf(card) === majorOf(computeCapability) && compareVersions(card, computeCapability) <= 0);
/** The row of cuDNN's support matrix for a card: undefined when the matrix has no row for this cuDNN and CUDA, `none` when it leaves the card out. */
const cudnnSupport = (cudnn, cuda, computeCapability, catalog, inRange = rememberRanges()) => {
    const rows = catalog.cudnn.rows.filter((row) => inRange(cudnn, row.cudnn) && inRange(minorOf(cuda), row.cuda));
    if (rows.length === 0)
        return undefined;
    const covering = rows.filter((row) => isCovered(row, computeCapability)).sort((a, b) => compareVersions(a.driver, b.driver));
    return covering[0] ?? "none";
};

;// CONCATENATED MODULE: ./lib/src/matrix/hardwareLabels.js
/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
const hardwareLabels = ({ drivers, sm, runsOn, limitedBy, unmeasured }) => {
    const limits = Object.entries(limitedBy).map(([capability, libraries]) => `${capability}:${libraries.join("+")}`);
    const labels = {
        "driver.minor-version": drivers.minorVersion.driver,
        "driver.data-centre": drivers.dataCentre?.driver,
        "driver.geforce": drivers.geforce?.driver,
        "gpu.sm": sm.join(","),
        "gpu.runs-on": sm.length === 0 ? undefined : runsOn.join(","),
        "gpu.limited-by": limits.join(","),
        "gpu.not-measured": unmeasured.join(","),
    };
    return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== undefined && entry[1] !== ""));
};

;// CONCATENATED MODULE: ./lib/src/matrix/tags.js



/** Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time; positive when `a` is the newer. */
const compareCandidates = (a, b) => (0,catalog_versions/* compareVersions */.Zy)(a.cell.cuda, b.cell.cuda) ||
    (0,catalog_versions/* compareVersions */.Zy)(a.cell.ubuntu, b.cell.ubuntu) ||
    (0,catalog_versions/* compareVersions */.Zy)(a.cell.python, b.cell.python) ||
    (a.locked < b.locked ? -1 : a.locked > b.locked ? 1 : 0);
const rollingOf = (cell, catalog, isDefault) => {
    const { set } = cell;
    const minor = (0,catalog_versions/* minorOf */.Hs)(cell.cuda);
    const release = catalog.ubuntu.find((ubuntu) => ubuntu.name === cell.ubuntu);
    const flavor = cell.flavor === "base" ? "" : `-${cell.flavor}`;
    const ownPython = cell.python === release?.python;
    return [
        { tag: cell.id, group: `cell ${cell.id}` },
        ...(ownPython ? [{ tag: `${set}-cuda${minor}-${release.tag}${flavor}`, group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}` }] : []),
        { tag: `${set}-cuda${minor}${flavor}`, group: `cuda ${set} ${minor} ${cell.flavor}` },
        { tag: `${set}${flavor}`, group: `set ${set} ${cell.flavor}` },
        ...(isDefault ? [{ tag: "latest", group: "latest" }] : []),
    ];
};
const collision = (tag, a, b) => ({
    code: "tag-collision",
    message: `The tag ${tag} would name two different things: a cell of the set ${a.cell.set} and one of the set ${b.cell.set}.`,
    hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan",
});
/**
 * Rolling tags by cell id, in the order they move: the cell's own, then `<set>-cuda12.8-ubuntu24.04` (the release's own Python),
 * `<set>-cuda12.8`, `<set>`, and `latest` for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of each.
 * Throws DlEnvError(2) `tag-collision` when one text would name two different things.
 */
const rollingTags = (candidates, request, catalog) => {
    const winners = new Map();
    const chosen = request.default;
    for (const candidate of candidates) {
        const isDefault = chosen !== undefined && matches(candidate.cell, chosen);
        for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
            const winner = winners.get(tag);
            if (winner === undefined)
                winners.set(tag, { group, candidate });
            else if (winner.group !== group)
                throw (0,errors/* wrongRequest */.Tw)(collision(tag, winner.candidate, candidate));
            else if (compareCandidates(candidate, winner.candidate) > 0)
                winner.candidate = candidate;
        }
    }
    return new Map(candidates.map((candidate) => [
        candidate.cell.id,
        rollingOf(candidate.cell, catalog, true)
            .map(({ tag }) => tag)
            .filter((tag) => winners.get(tag)?.candidate.cell.id === candidate.cell.id),
    ]));
};

;// CONCATENATED MODULE: ./lib/src/plan/recipes.js





const recipes_lockOf = (judged, locks) => (judged.verdict.kind === "accepted" ? locks.get(judged.verdict.lock) : undefined);
/** Recipes of the accepted cells. */
const recipesOf = async (session, judged, locks, apt) => {
    const { sys, catalog, request } = session;
    const make = recipeMaker({ catalog, request, sources: await (0,image_files/* readImageSources */.oH)(sys, catalog.libraries) });
    const recipes = new Map();
    const drafts = new Map();
    for (const one of judged) {
        const { cell, verdict } = one;
        const lock = recipes_lockOf(one, locks);
        const release = apt.get(cell.ubuntu);
        if (lock === undefined || release === undefined || verdict.base === undefined)
            continue;
        const recipe = make({ cell, lock, apt: release, base: verdict.base, facts: hardwareLabels(hardwareOf(cell, lock, catalog)) });
        if (verdict.base.platformDigest === undefined)
            drafts.set(cell.id, { ...recipe, layers: recipe.layers.filter(({ kind }) => kind !== "system") });
        else
            recipes.set(cell.id, recipe);
    }
    return { recipes, drafts };
};
/** Rolling tags by cell id, in the order they move. A cell whose base could not be read cannot be tagged now, so it does not compete. */
const candidateTags = ({ request, catalog }, { judged, locks, recipes }) => {
    const candidates = judged.flatMap((one) => {
        const lock = recipes_lockOf(one, locks);
        return lock === undefined || !recipes.has(one.cell.id) ? [] : [{ cell: one.cell, locked: lock.created }];
    });
    return rollingTags(candidates, request, catalog);
};

;// CONCATENATED MODULE: ./lib/src/resolve/answer.js
/** The locks among the answers, by their own key. */
const locksOf = (answers) => {
    const locks = new Map();
    for (const answer of answers.values())
        if (answer.kind === "locked")
            locks.set(answer.lock.key, answer.lock);
    return locks;
};

// EXTERNAL MODULE: ./lib/src/resolve/explain.js + 3 modules
var explain = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(911);
;// CONCATENATED MODULE: ./lib/src/resolve/pylock.js




const wheelDecoder = schemas/* object */.Ikc({ name: schemas/* string */.YjP().optional(), url: schemas/* string */.YjP().optional(), path: schemas/* string */.YjP().optional(), hashes: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/) }) });
const decoder = schemas/* object */.Ikc({ "lock-version": schemas/* string */.YjP(), packages: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), wheels: schemas/* array */.YOg(wheelDecoder) })).default([]) });
/** PEP 503. */
const normalised = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
const fileName = (address) => decodeURIComponent((address.split(/[?#]/, 1)[0] ?? "").split("/").at(-1) ?? "");
const odd = (message, cause) => (0,errors/* foundProblem */.Sb)({ code: "resolver-answer", message, hint: "See what uv said: dl-env plan --debug" }, { cause });
/**
 * The one wheel of each package in a pylock.toml that uv made for one platform. Its markers need no reading: uv follows
 * only what holds for the Python and platform asked, so every package in it belongs to the answer.
 */
const wheelsOfPylock = (text, { python, platform }) => {
    let decoded;
    try {
        decoded = decoder.parse((0,dist/* parse */.qg)(text));
    }
    catch (error) {
        throw odd("uv gave an answer that cannot be read.", error);
    }
    return decoded.packages.map(({ name, version, wheels }) => {
        const found = wheels.map((wheel) => {
            const address = wheel.url ?? wheel.path ?? "";
            return { name: normalised(name), version, file: wheel.name ?? fileName(address), sha256: wheel.hashes.sha256, address };
        });
        const best = bestWheel(found, python, platform);
        if (best === undefined)
            throw odd(`uv chose ${name} ${version}, which has no wheel for Python ${python} on ${platform}.`);
        return best;
    });
};

;// CONCATENATED MODULE: ./lib/src/resolve/unreachable.js
/** What uv says when an index gave no answer; a package that an index answered not to have is none of these. */
const SIGNS = [
    /Request failed after \d+ retr/,
    /Failed to (?:fetch|download)/,
    /error sending request/,
    /HTTP status (?:client|server) error/,
    /An index(?: URL)? \([^)]*\) (?:could not be queried|returned a)/,
    /the network was disabled/,
    /lack of valid authentication credentials/,
];
/** In the order in which they are looked for: uv's text -> how it ends a sentence. */
const CAUSES = [
    [/network was disabled/, "the network was switched off for uv"],
    [/\(?401 Unauthorized|authentication credentials/, "it wants other credentials"],
    [/403 Forbidden/, "it forbids what was asked"],
    [/HTTP status \w+ error \((\d+)/, "it answered $1"],
    [/dns error|failed to lookup address/, "its host name is not known here"],
    [/Connection refused/, "the connection was refused"],
    [/[Cc]ertificate|UnknownIssuer|InvalidContentType|tls|TLS/, "no secure connection came about"],
    [/timed? ?out/, "no answer came in time"],
];
const SAFE_ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/;
/** Without credentials and query. */
const bare = (address) => address.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/, "");
const causeOf = (text, timedOut) => {
    if (timedOut)
        return "no answer came in time";
    for (const [sign, words] of CAUSES) {
        const found = sign.exec(text);
        if (found !== null)
            return words.replace("$1", found[1] ?? "");
    }
    return "no answer came";
};
const addressIn = (text) => {
    const found = /(?:Failed to (?:fetch|download):? `?|for url \(|An index(?: URL)? \()(https?:[^\s)`]+)/.exec(text)?.[1];
    return found === undefined ? undefined : bare(found);
};
const reasonFor = (index, address, cause, text) => {
    const who = index === undefined ? "The package index" : `The package index ${index.name}`;
    const hint = address !== undefined && SAFE_ADDRESS.test(address) ? `Check the way there: curl -sSI ${address}` : "Try again: dl-env plan";
    return { code: "index-unreachable", message: `${who} could not be asked: ${cause}.`, source: "resolver", hint, detail: text.replace(/\/\/[^/@\s]*@/g, "//") };
};
/** A named index that gave no answer; `cause` ends the sentence. */
const indexSilent = (index, cause, text) => reasonFor(index, bare(index.address), cause, text);
/** Why an index could not be asked, with the index named; undefined if uv's text tells of something else. */
const whyUnreachable = (text, named, timedOut) => {
    if (!timedOut && !SIGNS.some((sign) => sign.test(text)))
        return undefined;
    const address = addressIn(text);
    const index = address === undefined ? undefined : named.find((one) => address.startsWith(bare(one.address).replace(/\/+$/, "")));
    return reasonFor(index, address, causeOf(text, timedOut), text);
};

;// CONCATENATED MODULE: ./lib/src/resolve/ask.js






/** Milliseconds; a question takes 0.5 to 12 s. */
const TIMEOUT = 300_000;
/** Name, extras, versions: no markers, no addresses, no options, which a requirements file would all take. */
const REQUIREMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])?(?: *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+(?: *, *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+)*)?$/;
/** The text of a requirements file; code `requirement` for a line that is more than a name with versions. */
const requirementsText = (lines) => {
    for (const line of lines) {
        if (!REQUIREMENT.test(line)) {
            throw (0,errors/* wrongRequest */.Tw)({ code: "requirement", message: `"${line}" is not a package with its versions.`, hint: 'Write it like: torch ==2.6.0, numpy >=2,<3' });
        }
    }
    return lines.map((line) => `${line}\n`).join("");
};
/** argv of one question, without the program. Versions and files only: what comes from outside lies in the files. */
const compileArguments = (question, files) => [
    "pip", "compile", files.requirements,
    "--constraints", files.constraints,
    "--python-version", question.python,
    "--python-platform", question.platform,
    "--only-binary", ":all:",
    "--prerelease", "disallow",
    "--resolution", "highest",
    // A package that a named index has is taken from there only, so it never falls back to another CUDA's wheel elsewhere.
    "--index-strategy", "first-index",
    "--format", "pylock.toml",
    "--no-header", "--quiet",
];
/** Stands for the request where uv wants a name for it. */
const PROJECT = "dl-env-cell";
const nameOf = (requirement) => normalised(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
/** The requirements as a pyproject.toml, the only form in which uv can be told to take some packages from one index and no others. */
const projectText = (question, scoped) => {
    requirementsText(question.requirements);
    const names = question.requirements.map(nameOf);
    const sources = scoped.flatMap(({ name, packages = [] }) => names.filter((asked) => packages.includes(asked)).map((asked) => `${JSON.stringify(asked)} = { index = ${JSON.stringify(name)} }`));
    const indexes = scoped.map(({ name, address }) => `[[tool.uv.index]]\nname = ${JSON.stringify(name)}\nurl = ${JSON.stringify(address)}\nexplicit = true\n${namedIndexes/* REMEMBER */.wG}\n`);
    const project = ["[project]", `name = "${PROJECT}"`, 'version = "0"', `requires-python = ">=${question.python}"`, `dependencies = ${JSON.stringify(question.requirements)}`];
    return [...project, "", "[tool.uv.sources]", ...new Set(sources), "", ...indexes].join("\n");
};
const checkAxes = ({ python, platform }) => {
    if (/^\d+\.\d+$/.test(python) && /^[A-Za-z0-9_-]+$/.test(platform) && !platform.startsWith("-"))
        return;
    throw (0,errors/* wrongRequest */.Tw)({ code: "requirement", message: `Python ${python} on ${platform} is nothing that can be asked for.`, hint: "Write the Python like: 3.12" });
};
const runUv = async (asking, question) => {
    const { sys, uv, work } = asking;
    checkAxes(question);
    const folder = `${work}/${(0,resolve_key/* questionKey */.c7)(question).slice(0, 16)}`;
    const named = asking.named(question.indexes);
    const scoped = named.filter(({ packages }) => packages !== undefined);
    const files = { requirements: `${folder}/${scoped.length === 0 ? "requirements.in" : "pyproject.toml"}`, constraints: `${folder}/constraints.in` };
    await sys.files.write(files.requirements, scoped.length === 0 ? requirementsText(question.requirements) : projectText(question, scoped), 0o600);
    await sys.files.write(files.constraints, requirementsText(question.constraints));
    const env = { ...(await asking.access(named.filter(({ packages }) => packages === undefined))), UV_HTTP_RETRIES: String(asking.retries) };
    return sys.processes.run([uv.path, ...compileArguments(question, files)], { cwd: folder, env, timeout: TIMEOUT });
};
const locked = async (asking, question, pylock) => {
    const wheels = await Promise.all(wheelsOfPylock(pylock, question).map(async ({ address, ...wheel }) => ({ ...wheel, download: await asking.sizes.of({ sha256: wheel.sha256, address }) })));
    const created = new Date(asking.sys.clock.now()).toISOString();
    return { kind: "locked", lock: (0,resolve_key/* makeLock */.a8)(question, wheels, { created, uv: asking.uv.version }) };
};
/** uv's words without its warnings, which are about this machine and not about the question. */
const ownText = (stderr) => stderr.split("\n").filter((line) => !line.startsWith("warning: ")).join("\n").replaceAll(`${PROJECT} depends on `, "you require ").trim();
/** Asks the index one question, anew. */
const ask = async (asking, question) => {
    const result = await runUv(asking, question);
    if (result.code === 0)
        return locked(asking, question, result.stdout);
    const text = ownText(result.stderr);
    const reason = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
    if (reason !== undefined)
        return { kind: "unreachable", reason };
    if (text.startsWith("error: No solution found"))
        return { kind: "conflict", reasons: (0,explain/* explain */.W)(text, question).reasons, detail: text };
    if (text.includes("No interpreter found") || text.includes("No Python interpreters found")) {
        throw (0,errors/* foundProblem */.Sb)({ code: "no-python", message: "uv found no Python on this machine to work with.", hint: "Install one: apt-get install -y python3" }, { cause: new Error(text) });
    }
    return {
        kind: "unreachable",
        reason: { code: "resolver-failed", message: `uv ended with code ${result.code} and gave no answer.`, source: "resolver", hint: "See why: dl-env plan --debug", detail: text },
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/probe.js

/** Milliseconds. */
const PATIENCE = 10_000;
/**
 * Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd answer) is left to uv,
 * which has its own settings for it.
 */
const FAULTS = [
    [/ENOTFOUND|EAI_AGAIN/, "its host name is not known here"],
    [/ECONNREFUSED/, "the connection was refused"],
    [/EHOSTUNREACH|ENETUNREACH/, "no way leads there"],
    [/TIMEOUT|ETIMEDOUT/, "no answer came in time"],
];
const knock = async (sys, index) => {
    try {
        const response = await sys.http.request({ method: "HEAD", url: `${index.address.replace(/\/+$/, "")}/`, timeout: PATIENCE });
        await response.discard();
        return undefined;
    }
    catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        const fault = FAULTS.find(([sign]) => sign.test(text));
        return fault === undefined ? undefined : indexSilent(index, fault[1], text);
    }
};
/** Knocks once at each index that a question names: uv needs 7 s of retries for each question to find out the same. */
const openProbe = (sys) => {
    const known = new Map();
    return async (named) => {
        for (const index of named) {
            const silence = known.get(index.address) ?? knock(sys, index);
            known.set(index.address, silence);
            const reason = await silence;
            if (reason !== undefined)
                return reason;
        }
        return undefined;
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/remembered.js
var resolve_remembered = __webpack_require__(3055);
// EXTERNAL MODULE: ./lib/src/resolve/indexSettings.js
var indexSettings = __webpack_require__(6300);
;// CONCATENATED MODULE: ./lib/src/resolve/sizes.js


const AT_ONCE = 16;
const MOST_REDIRECTS = 5;
const sizes_TIMEOUT = 20_000;
const numberOr0 = (text) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : 0);
/** Credentials of the default index, for files that lie on the same host. */
const authorisation = async (sys) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    const text = "address" in index ? index.address.replace(/^[A-Za-z0-9._-]+=/, "") : "";
    if (!URL.canParse(text))
        return () => ({});
    const { origin, username, password } = new URL(text);
    if (username === "")
        return () => ({});
    const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
    return (address) => (new URL(address).origin === origin ? { authorization: `Basic ${basic}` } : {});
};
/** `HEAD`, else the total that a request for one byte names. */
const askSize = async (sys, address, headers) => {
    let at = address;
    let method = "HEAD";
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        const range = method === "GET" ? { range: "bytes=0-0" } : {};
        const response = await sys.http.request({ method, url: at, headers: { ...headers(at), ...range, "accept-encoding": "identity" }, timeout: sizes_TIMEOUT });
        const { status, headers: answered } = response;
        await response.discard();
        const location = answered["location"];
        if (status >= 300 && status < 400 && location !== undefined)
            at = new URL(location, at).href;
        else if (status === 206)
            return numberOr0(answered["content-range"]?.split("/")[1]);
        else if (status === 200 && numberOr0(answered["content-length"]) > 0)
            return numberOr0(answered["content-length"]);
        else if (method === "GET")
            return 0;
        else
            method = "GET";
    }
    return 0;
};
const tolerant = async (sys, address, headers) => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
        try {
            return await askSize(sys, address, headers);
        }
        catch (error) {
            sys.log.debug(`no size: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    return 0;
};
const readKnown = async (sys, file) => {
    try {
        const known = JSON.parse((await sys.files.readText(file)) ?? "{}");
        if (typeof known !== "object" || known === null)
            return new Map();
        return new Map(Object.entries(known).filter((pair) => typeof pair[1] === "number" && pair[1] > 0));
    }
    catch {
        return new Map();
    }
};
/** Sizes known in `file` and asked of the index by HEAD, a bounded number at once. An index that names no size costs no verdict. */
const openSizes = (sys, file) => {
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const asked = new Map();
    let known;
    let headers;
    const ask = async ({ sha256, address }) => {
        known ??= readKnown(sys, file);
        const size = (await known).get(sha256);
        if (size !== undefined)
            return size;
        if (!/^https?:/.test(address))
            return (await sys.files.stat(address.replace(/^file:\/\//, "")))?.size ?? 0;
        headers ??= authorisation(sys);
        const withHeaders = await headers;
        return limit(() => tolerant(sys, address, withHeaders));
    };
    const of = (wheel) => {
        const size = asked.get(wheel.sha256) ?? ask(wheel);
        asked.set(wheel.sha256, size);
        return size;
    };
    const keep = async () => {
        if (asked.size === 0)
            return;
        const all = await readKnown(sys, file);
        const before = all.size;
        for (const [sha256, size] of asked)
            if ((await size) > 0)
                all.set(sha256, await size);
        if (all.size > before)
            await sys.files.write(file, JSON.stringify(Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))));
    };
    return { of, keep };
};

;// CONCATENATED MODULE: ./lib/src/resolve/resolve.js









const HOUR = 3_600_000;
const RETRIES = 3;
const OFFLINE = {
    kind: "unreachable",
    reason: { code: "offline", message: "The packages of this cell were not asked for, since nothing outside may be asked.", source: "resolver", hint: "Ask once with a network: dl-env lock" },
};
const namesOf = (options) => (names) => (0,namedIndexes/* namedIndexes */.wK)(names, options.indexes, options.mirrors);
/** uv and its folder, made when the first question must really be asked. */
const openAsking = (sys, options) => {
    let started;
    const begin = async () => {
        const uv = await ensureUv(sys, options.tool);
        // Not in the shared temporary folder: uv looks for settings in every folder above the one it runs in.
        const work = await sys.files.makeTemp("ask-", `${(0,resolve_remembered/* cacheFolder */.n)(sys.env)}/tmp`);
        const access = await (0,namedIndexes/* indexAccess */.zp)(sys, uv, work, options.update === true);
        return { work, asking: { sys, uv, work, access, named: namesOf(options), sizes: openSizes(sys, `${(0,resolve_remembered/* cacheFolder */.n)(sys.env)}/sizes.json`) } };
    };
    return {
        start: async () => {
            started ??= begin();
            return (await started).asking;
        },
        close: async () => {
            const opened = await started?.catch(() => undefined);
            if (opened === undefined)
                return;
            await sys.files.remove(opened.work);
            await opened.asking.sizes.keep();
        },
    };
};
/** Asks uv itself, a bounded number of questions at once. */
const openUv = (sys, options) => {
    const limit = (0,p_limit/* default */.A)(options.parallel ?? Math.max(4, Math.min(8, sys.env.cpus * 2)));
    const uv = openAsking(sys, options);
    let runs = 0;
    let reached = true;
    const askOne = async (question) => {
        const asking = await uv.start();
        runs += 1;
        // After one silence of 7 s the next questions do not wait as long for the same.
        const answer = await ask({ ...asking, retries: reached ? RETRIES : 0 }, question);
        reached = answer.kind !== "unreachable";
        return answer;
    };
    return { ask: (question) => limit(() => askOne(question)), runs: () => runs, close: uv.close };
};
/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
const openResolver = (sys, options) => {
    const remembered = (0,resolve_remembered/* openRemembered */.H)(sys, { uv: options.tool.version, mirrors: options.mirrors, maxAge: options.maxAge ?? HOUR });
    const uv = openUv(sys, options);
    const probe = openProbe(sys);
    const answers = new Map();
    const find = async (question) => {
        if (options.update !== true) {
            const lock = options.locks === undefined ? undefined : await (0,resolve_committed/* readLock */.mF)(sys.files, options.locks, question);
            if (lock !== undefined)
                return { kind: "locked", lock };
            const kept = await remembered.get(question);
            if (kept !== undefined)
                return kept;
        }
        if (options.offline === true)
            return OFFLINE;
        const silence = await probe(namesOf(options)(question.indexes));
        if (silence !== undefined)
            return { kind: "unreachable", reason: silence };
        const answer = await uv.ask(question);
        await remembered.put(question, answer);
        return answer;
    };
    const askOne = (question) => {
        const key = (0,resolve_key/* questionKey */.c7)(question);
        const answer = answers.get(key) ?? find(question);
        answers.set(key, answer);
        return answer;
    };
    const askAll = async (questions) => {
        const distinct = new Map(questions.map((question) => [(0,resolve_key/* questionKey */.c7)(question), question]));
        let done = 0;
        const tell = async ([key, question]) => {
            const answer = await askOne(question);
            done += 1;
            if (uv.runs() > 0)
                sys.log.progress(`Resolving packages: ${done} of ${distinct.size} questions answered`);
            return [key, answer];
        };
        return new Map(await Promise.all([...distinct].map(tell)));
    };
    return { ask: askOne, askAll, runs: uv.runs, close: uv.close };
};
/** The answer to each distinct question, by `questionKey`. A cell whose question is `unreachable` is unknown. */
const resolveAll = async (sys, questions, options) => {
    const resolver = openResolver(sys, options);
    try {
        return await resolver.askAll(questions);
    }
    finally {
        await resolver.close();
    }
};

;// CONCATENATED MODULE: ./lib/src/resolve/changes.js




/** At most so many values of one axis are tried, the nearest first. */
const NEAREST = 3;
const axisLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
const questionFor = ({ catalog, request }, cell, pins = request.pins) => questioner({ ...request, pins }, catalog)(cell);
/** By distance in the list; of two equally far the newer one. */
const nearest = (values, to) => {
    const sorted = [...new Set([...values, to])].sort(catalog_versions/* compareVersions */.Zy);
    const at = sorted.indexOf(to);
    return sorted
        .map((value, index) => ({ value, distance: Math.abs(index - at) - (index > at ? 0.5 : 0) }))
        .filter(({ value }) => value !== to)
        .sort((a, b) => a.distance - b.distance)
        .map(({ value }) => value);
};
const otherPythons = (cell, facts) => {
    const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
    const known = [...facts.catalog.pythons.map(({ minor }) => minor), ...(own === undefined ? [] : [own])];
    return nearest(known, cell.python)
        .map((python) => ({ ...cell, python, pythonFrom: python === own ? "ubuntu" : "standalone" }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({ kind: "python", cell: changed, question: questionFor(facts, changed), says: `With Python ${changed.python} it works`, lines: () => [axisLine("python", changed.python)] }));
};
const otherCudas = (cell, facts) => {
    const imaged = facts.catalog.cuda.filter((release) => release.images[cell.ubuntu]?.includes(cell.flavor));
    const newestOf = (minor) => imaged.filter(({ version }) => (0,catalog_versions/* isUnder */.Jo)(version, minor)).map(({ version }) => version).sort(catalog_versions/* compareVersions */.Zy).at(-1);
    return nearest(imaged.map(({ minor }) => minor), (0,catalog_versions/* minorOf */.Hs)(cell.cuda))
        .flatMap((minor) => newestOf(minor) ?? [])
        .map((cuda) => ({ ...cell, cuda }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({ kind: "cuda", cell: changed, question: questionFor(facts, changed), says: `With CUDA ${(0,catalog_versions/* minorOf */.Hs)(changed.cuda)} it works`, lines: () => [axisLine("cuda", (0,catalog_versions/* minorOf */.Hs)(changed.cuda))] }));
};
/** Libraries of the cell that ask for one of these packages, in the packages' order. */
const librariesBehind = (cell, packages, { catalog, request }) => {
    const inRange = ranges_rememberRanges();
    const asks = (name) => {
        const library = catalog.libraries.get(name);
        const release = library === undefined ? undefined : releaseFor(library, cell, request.wheelCuda, inRange);
        return (release?.requirements ?? []).map(requirementName);
    };
    const found = packages.flatMap((wanted) => cell.libraries.filter((name) => asks(name).includes(wanted)));
    return [...new Set(found)].filter((name) => !catalog.every.includes(name));
};
const dropped = (cell, names, facts) => {
    const libraries = cell.libraries.filter((name) => !names.includes(name));
    const changed = { ...cell, libraries };
    if (libraries.length === 0 || !facts.possible(changed))
        return undefined;
    const listed = libraries.filter((name) => !facts.catalog.every.includes(name));
    const set = `${cell.set}-without-${names.join("-")}`;
    return {
        kind: "drop",
        cell: changed,
        question: questionFor(facts, changed),
        says: `Without ${names.join(", ")} it works`,
        lines: () => [`sets: { ${set}: [${listed.join(", ")}] }`, axisLine("set", set)],
    };
};
/** Each library of the quarrel alone, then all but the one that leaves no room. */
const drops = (cell, packages, facts) => {
    const behind = librariesBehind(cell, packages, facts);
    const [yielding, firm, ...more] = behind;
    const several = yielding === undefined || more.length === 0 ? [] : [[yielding, ...more]];
    const sets = [...[yielding, ...more, firm].filter((name) => name !== undefined).map((name) => [name]), ...several];
    return sets.flatMap((names) => dropped(cell, names, facts) ?? []);
};
/** A pin of one's own on a package of the quarrel is let go; the release that comes instead is what to write. */
const freed = (cell, packages, facts) => packages
    .filter((name) => facts.request.pins[name] !== undefined)
    .map((name) => {
    const pins = Object.fromEntries(Object.entries(facts.request.pins).filter(([pinned]) => pinned !== name));
    const found = (lock) => lock.wheels.find((wheel) => wheel.name === name)?.version ?? "";
    return {
        kind: "pin",
        cell,
        question: questionFor(facts, cell, pins),
        says: `With another ${name} it works`,
        lines: (lock) => [found(lock) === "" ? `pins: {}  # without ${name}` : `pins: { ${name}: ==${found(lock)} }`],
    };
});
const ORDER = {
    "no-build-for-python": ["pin", "python", "cuda", "drop"],
    "no-build-for-cuda": ["pin", "cuda", "drop", "python"],
    "packages-disagree": ["pin", "drop", "cuda", "python"],
    "no-wheels": ["pin", "python", "drop", "cuda"],
};
/** Changes worth asking about, the likeliest first. `packages` are those that the conflict is about, `code` its reason's. */
const changesFor = (cell, code, packages, facts) => {
    const all = { pin: freed(cell, packages, facts), python: otherPythons(cell, facts), cuda: otherCudas(cell, facts), drop: drops(cell, packages, facts) };
    return (ORDER[code] ?? ["pin", "drop", "python", "cuda"]).flatMap((kind) => all[kind]);
};

;// CONCATENATED MODULE: ./lib/src/resolve/wayOut.js





/** Questions that are asked for one conflict, and for all conflicts of a plan together. */
const FOR_ONE = 8;
const FOR_ALL = 60;
/** The first change with which the packages can be had and pass every check; undefined if none of the first eight does. */
const findWayOut = async (ask, changes, facts) => {
    for (const change of changes.slice(0, FOR_ONE)) {
        const answer = await ask(change.question);
        if (answer.kind !== "locked")
            continue;
        if (checkLock(answer.lock, { ...change.cell, wheelCuda: facts.request.wheelCuda }, facts.catalog).length === 0)
            return { change, lock: answer.lock };
    }
    return undefined;
};
/** `With Python 3.13 it works:` and the lines to type. */
const wayOutHint = ({ change, lock }) => [`${change.says}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");
const noneFound = (cell) => `No single change was found that helps; see the whole chain: dl-env plan --why ${cell.id}`;
const withHint = ({ reasons: [first, ...more], detail }, hint) => {
    const hinted = { ...first, hint };
    return { kind: "conflict", reasons: [hinted, ...more], detail };
};
/** The first cell of each question that ended in a conflict. */
const conflicts = (answers, cells, facts) => {
    const questionOf = questioner(facts.request, facts.catalog);
    const found = new Map();
    for (const cell of cells) {
        const question = questionOf(cell);
        const key = (0,resolve_key/* questionKey */.c7)(question);
        const answer = answers.get(key);
        if (answer?.kind === "conflict" && !found.has(key))
            found.set(key, { cell, question, answer });
    }
    return found;
};
/** The same answers, each conflict with a hint that was found by asking. `ask` should remember what it was asked, as a `Resolver` does. */
const withWaysOut = async (ask, answers, cells, facts) => {
    const found = conflicts(answers, cells, facts);
    let left = FOR_ALL;
    const hinted = await Promise.all([...found].map(async ([key, { cell, question, answer }]) => {
        const { packages } = (0,explain/* explain */.W)(answer.detail, question);
        const changes = changesFor(cell, answer.reasons[0].code, packages, facts).slice(0, FOR_ONE);
        left -= changes.length;
        if (left < 0)
            return [key, withHint(answer, noneFound(cell))];
        const way = await findWayOut(ask, changes, facts);
        return [key, withHint(answer, way === undefined ? noneFound(cell) : wayOutHint(way))];
    }));
    return new Map([...answers, ...hinted]);
};

;// CONCATENATED MODULE: ./lib/src/resolve/told.js


/** `resolveAll`, and for each conflict a change to dl-env.yml that was found by asking; `cells` are those that the questions belong to. */
const resolveTold = async (sys, questions, cells, options, facts) => {
    const resolver = openResolver(sys, options);
    try {
        const answers = await resolver.askAll(questions);
        return await withWaysOut((question) => resolver.ask(question), answers, cells, facts);
    }
    finally {
        await resolver.close();
    }
};

// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(5879);
;// CONCATENATED MODULE: ./lib/src/plan/standIns.js



/** Makes the stand-ins that accepted cells need and this machine lacks, if that was asked for. */
const prepareStandIns = async ({ sys, catalog, open, options }, judged) => {
    if (options.standIn !== true)
        return;
    const into = open(src_session/* STAND_IN_REPOSITORY */.Ab);
    const there = new Set(await into.tags());
    for (const { cell, verdict } of judged) {
        const release = cell.ubuntu === "stand-in" && verdict.kind === "accepted" ? expand_releaseOf(catalog, cell.cuda, cell.ubuntu) : undefined;
        if (release === undefined || there.has((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor)))
            continue;
        sys.log.info(`Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for trying things on this machine, and is never published.`);
        await (0,standIn/* makeStandIn */.wS)(sys, release, catalog.drivers, into, cell.flavor);
        there.add((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor));
    }
};

// EXTERNAL MODULE: ./lib/src/prove.js + 14 modules
var prove = __webpack_require__(8003);
;// CONCATENATED MODULE: ./lib/src/pipeline.js














const asking = ({ sys, open, options }) => ({ sys, open, offline: options.offline === true });
const resolving = (session) => ({
    tool: session.catalog.uv,
    indexes: session.catalog.indexes,
    mirrors: session.request.mirrors,
    locks: (0,src_session/* lockFolder */.MS)(session),
    update: session.options.update === true,
    offline: session.options.offline === true,
});
const chosen = (judged, ids) => {
    if (ids === undefined)
        return judged;
    const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
    if (unknown === undefined)
        return judged.filter(({ cell }) => ids.includes(cell.id));
    const known = judged.map(({ cell }) => cell.id);
    const meant = known.length === 0 ? undefined : (0,mod/* closest */.kp)(unknown, known);
    throw (0,errors/* wrongRequest */.Tw)({ code: "unknown-cell", message: `The plan has no cell ${unknown}.`, hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}All of them: dl-env plan` });
};
/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
const planCells = async (session) => {
    const { sys, request, catalog: known, options } = session;
    const ask = asking(session);
    const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
    const lists = await readLists(ask, expandCells(request, known), known);
    // A registry's own list decides which release a short version means.
    const catalog = withTagLists(known, lists);
    const all = expandCells(request, catalog);
    // What others were handed would be asked again here, for nothing.
    const cells = options.handed === undefined ? all : all.filter(({ id }) => options.handed?.cells.includes(id));
    const inputs = { request, catalog, today, lists };
    const questions = openQuestions(cells, inputs);
    const answers = await resolveTold(sys, [...questions.values()], cells, resolving(session), { catalog, request, possible: (cell) => openQuestions([cell], inputs).size > 0 });
    const verdicts = judge(cells, { ...inputs, answers });
    await prepareStandIns(session, verdicts);
    const digests = await readDigests(ask, verdicts, lists);
    const judged = chosen(withDigests(verdicts, digests), options.cells);
    const locks = locksOf(answers);
    const apt = await aptLocks(session, judged);
    const { recipes, drafts } = await recipesOf(session, judged, locks, apt);
    const [storeTags, imageTags] = await Promise.all([readTags(ask, session.store), readTags(ask, session.to)]);
    const rolling = candidateTags(session, { judged, locks, recipes });
    const plan = makePlan({ to: request.to, store: request.store, judged, locks, recipes, drafts, rolling, storeTags, imageTags });
    return { plan, judged, locks, apt, recipes, lists, imageTags };
};
/** The layers that are missing are made and stored, and the cells' images linked by digest, without a tag. */
const buildImages = (session, planned) => buildCells(session, planned, planned.plan);
/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */



/***/ }),

/***/ 8003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vQ: () => (/* binding */ hasProof),
  fX: () => (/* binding */ promoteImages),
  pN: () => (/* binding */ proveImages)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/engine/buildxProbe.js
var buildxProbe = __webpack_require__(4019);
// EXTERNAL MODULE: ./lib/src/engine/podmanProbe.js + 1 modules
var podmanProbe = __webpack_require__(1518);
;// CONCATENATED MODULE: ./lib/src/engine/runtime.js



const CDI = "nvidia.com/gpu";
/**
 * How GPUs are handed over. podman takes CDI names; before 5.0 it accepts `--gpus all` and gives none, so it is never asked that way. docker
 * takes `--gpus`, whose value is CSV: a list needs quotes in it. `cdi` asks docker (25 and later, where it is switched on) for CDI too.
 */
const gpuArguments = (runtime, gpus, options = {}) => {
    if (gpus === "none" || gpus.length === 0)
        return [];
    if (runtime.name === "podman" || options.cdi === true)
        return (gpus === "all" ? ["all"] : gpus).map((gpu) => `--device=${CDI}=${gpu}`);
    return gpus === "all" ? ["--gpus=all"] : [`--gpus="device=${gpus.join(",")}"`];
};
/** Where a host's SELinux labels or a comma would matter, `--mount` is clearer than `--volume`; docker and podman both know it. */
const mountArgument = ({ source, target, readOnly }) => `--mount=type=bind,source=${source},target=${target}${readOnly === true ? ",readonly" : ""}`;
/** argv of `podman run` or `docker run`; nothing is pulled. Values of `env` are not in it: they must be in the environment of the process. */
const runArgv = (runtime, run) => {
    const network = run.network ?? (runtime.hostNetwork === true ? "host" : undefined);
    return [
        ...runtime.argv,
        "run",
        "--rm",
        "--pull=never",
        ...(run.detached === true ? ["--detach"] : []),
        ...(run.name === undefined ? [] : [`--name=${run.name}`]),
        ...(network === undefined ? [] : [`--network=${network}`]),
        ...(network === undefined ? (run.ports ?? []).map((port) => `--publish=${port}`) : []),
        ...(run.user === undefined ? [] : [`--user=${run.user}`]),
        ...Object.keys(run.env ?? {}).map((name) => `--env=${name}`),
        ...(run.mounts ?? []).map(mountArgument),
        ...(run.entrypoint === undefined ? [] : [`--entrypoint=${run.entrypoint}`]),
        ...gpuArguments(runtime, run.gpus ?? "none"),
        run.image,
        ...(run.args ?? []),
    ];
};
/** Runs a container to its end (or, detached, until it has started) and returns what it said and its exit code. */
const runContainer = (sys, runtime, run, options = {}) => sys.processes.run(runArgv(runtime, run), { ...options, env: { ...runtime.env, ...run.env } });
const probeDocker = async (sys) => {
    if ((await sys.processes.find("docker")) === undefined)
        return undefined;
    const { code, stdout } = await sys.processes.run(["docker", "version", "--format={{.Server.Version}}"]);
    if (code !== 0)
        return undefined;
    return { name: "docker", version: stdout.trim(), argv: ["docker"], env: {}, ...((await (0,buildxProbe/* dockerHasBridge */.OT)(sys)) ? {} : { hostNetwork: true }) };
};
/**
 * What runs and loads images here: podman if a container runs in it, else docker if its daemon answers; or only the one asked for. `work` is
 * a folder that lasts as long as the runtime is used. Rejects with `no-runtime`.
 */
const chooseRuntime = async (sys, work, asked) => {
    const podman = asked === "docker" ? undefined : await (0,podmanProbe/* probePodman */.y)(sys, work);
    if (podman?.ok === true) {
        const { argv, env, version, bridge } = podman.call;
        return { name: "podman", version, argv, env, ...(bridge ? {} : { hostNetwork: true }) };
    }
    const docker = asked === "podman" ? undefined : await probeDocker(sys);
    if (docker !== undefined)
        return docker;
    const why = [podman?.why, asked === "podman" ? undefined : "docker's daemon cannot be reached"].filter((one) => one !== undefined).join("; ");
    throw (0,errors/* unreachable */.HB)({ code: "no-runtime", message: `No container can be run here: ${why}.`, hint: "See what this host lacks, and how to mend it: dl-env doctor" });
};

// EXTERNAL MODULE: ./lib/src/image/files.js
var files = __webpack_require__(3159);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(9824);
// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
// EXTERNAL MODULE: ./lib/src/layer/tar.js
var tar = __webpack_require__(8783);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var registry_repository = __webpack_require__(5418);
// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(8851);
;// CONCATENATED MODULE: ./lib/src/publish/archive.js






const MTIME = 0;
const header = (path, size) => (0,tar/* tarHeader */.pI)({ path, kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: MTIME, size });
const blobName = (digest) => `blobs/sha256/${digest.slice("sha256:".length)}`;
async function* file(path, bytes) {
    yield header(path, bytes.byteLength);
    yield bytes;
    yield (0,tar/* tarPadding */.vr)(bytes.byteLength);
}
/** The size stands in the header, before the bytes: a blob of another size would make an archive that cannot be read. */
async function* blob(repository, digest, size) {
    yield header(blobName(digest), size);
    let count = 0;
    for await (const chunk of repository.readBlob(digest)) {
        count += chunk.byteLength;
        if (count > size)
            break;
        yield chunk;
    }
    if (count !== size)
        throw (0,errors/* unreachable */.HB)({ code: "digest-mismatch", message: `The blob ${digest} in ${repository.name} is not of the ${size} bytes that its manifest names.`, hint: "Something was changed there; make it anew: dl-env build" });
    yield (0,tar/* tarPadding */.vr)(size);
}
/**
 * One image as a tar that `podman load` and `docker load` take, the latter with either of its stores: an OCI layout
 * (oci-layout, index.json, blobs/) with docker's manifest.json beside it, as `docker save` writes today.
 * Nothing is held but small parts: memory does not grow with the image. `tag` may be a digest, if `name` is given.
 */
async function* archiveOf(repository, tag, name = (0,layoutIndex/* localName */.fk)(tag)) {
    const stored = await repository.manifest(tag);
    if (stored === undefined)
        throw (0,publish_image/* noImage */.$0)(repository, tag);
    const { config, layers } = (0,registry_manifest/* parseManifest */.Ng)(stored, repository.name);
    const entry = { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength, annotations: { [layoutIndex/* IMAGE_NAME */.yc]: name, [layoutIndex/* REF_NAME */.w5]: name.slice(name.lastIndexOf(":") + 1) }, platform: { os: "linux", architecture: "amd64" } };
    yield* file("oci-layout", (0,registry_manifest/* jsonBytes */.yN)({ imageLayoutVersion: "1.0.0" }));
    yield* file("index.json", (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [entry] }));
    yield* file("manifest.json", (0,registry_manifest/* jsonBytes */.yN)([{ Config: blobName(config.digest), RepoTags: [name], Layers: layers.map(({ digest }) => blobName(digest)) }]));
    yield* file(blobName(stored.digest), stored.bytes);
    const sizes = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
    for (const [digest, size] of sizes)
        yield* blob(repository, digest, size);
    yield tar/* TAR_END */.y7;
}

;// CONCATENATED MODULE: ./lib/src/publish/view.js



/** Tag of the one image in a view. */
const VIEW_TAG = "image";
/**
 * Writes a layout folder that shows one image of another layout, by its digest, and shares the blobs through a link: engines can
 * only read images that have a tag, and images have none before they are tested. Rejects with `image-missing`.
 */
const writeView = async (files, layout, digest, dir) => {
    const stored = await layout.manifest(digest);
    if (stored === undefined)
        throw (0,publish_image/* noImage */.$0)(layout, digest);
    const entry = { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength, annotations: { [layoutIndex/* REF_NAME */.w5]: VIEW_TAG } };
    await files.makeDir(dir);
    await files.link(`${layout.dir}/blobs`, `${dir}/blobs`);
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    await files.write(`${dir}/index.json`, (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, manifests: [entry] }));
};

;// CONCATENATED MODULE: ./lib/src/publish/load.js







const lastLine = (text) => text.trim().split("\n").at(-1)?.trim() ?? "";
const call = async (sys, runtime, args, name, options = {}) => {
    const result = await sys.processes.run([...runtime.argv, ...args], { env: runtime.env, ...options });
    if (result.code === 0)
        return result;
    const said = lastLine(result.stderr) || lastLine(result.stdout);
    throw (0,errors/* foundProblem */.Sb)({
        code: "load-failed",
        message: `${runtime.name} ${runtime.version} did not take ${name}: ${said === "" ? `it ended with ${result.code}` : said.slice(0, 300)}.`,
        hint: `See whether it works, and how much room it has: ${runtime.name} info`,
    });
};
/**
 * podman writes an archive into a file first, so an image needs its room twice; from a layout it reads the blobs themselves. The path is
 * relative, because podman makes a name of it (all in lower case, without colons), and that name goes again.
 */
const pullFromLayout = async (sys, runtime, layout, digest, name) => {
    const work = await sys.files.makeTemp("dl-env-load-");
    const view = `view-${digest.slice("sha256:".length, "sha256:".length + 12)}`;
    try {
        await writeView(sys.files, layout, digest, (0,external_node_path_.join)(work, view));
        const { stdout } = await call(sys, runtime, ["pull", "--quiet", `oci:${view}:${VIEW_TAG}`], name, { cwd: work });
        const id = lastLine(stdout);
        await call(sys, runtime, ["tag", id, name], name);
        await call(sys, runtime, ["untag", id, `localhost/${view}:latest`], name);
    }
    finally {
        await sys.files.remove(work);
    }
};
/** Loads the image behind a tag or digest into an engine of this machine under `name`, its digest kept. See loadInto. */
const loadAs = async (sys, runtime, repository, reference, name) => {
    const digest = await repository.resolve(reference);
    if (digest === undefined)
        throw (0,publish_image/* noImage */.$0)(repository, reference);
    if (runtime.name === "podman" && (0,layout/* isLayout */.nW)(repository))
        await pullFromLayout(sys, runtime, repository, digest, name);
    else
        await call(sys, runtime, ["load"], name, { input: archiveOf(repository, digest, name) });
};
/** Loads one image into an engine of this machine, under `localhost/dl-env:<tag>`. Rejects with `image-missing`, or `load-failed` and what the engine said. */
const loadInto = async (sys, runtime, repository, tag) => {
    const name = localName(tag);
    await loadAs(sys, runtime, repository, tag, name);
    return { name };
};

;// CONCATENATED MODULE: ./lib/src/smoke/decide.js
const decide_name = (result) => `${result.library}/${result.check}`;
const failures = (report) => report.results.filter((result) => result.outcome === "fail").map((result) => `${decide_name(result)} failed: ${result.reason ?? "no reason given"}`);
const notOnCpu = (report, libraries) => libraries
    .filter((library) => !report.results.some((result) => result.library === library && result.device === "cpu" && result.outcome === "pass"))
    .map((library) => `${library} passed no check on the CPU.`);
/** A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven nothing. */
const notOnGpu = (report, libraries) => libraries.flatMap((library) => {
    const checks = report.results.filter((result) => result.library === library && result.device === "gpu" && result.outcome !== "skipped");
    if (!checks.some((result) => result.outcome === "pass")) {
        const why = checks.find((result) => result.reason !== undefined)?.reason;
        return [`${library} passed no check on a GPU${why === undefined ? "" : `: ${why}`}.`];
    }
    return checks.filter((result) => result.outcome === "unavailable").map((result) => `${decide_name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
});
const notCovered = (coverage) => {
    if (coverage === undefined || coverage.length === 0)
        return ["Nothing is known of where this image's layers were tested."];
    return coverage.filter((layer) => layer.passedIn.length === 0).map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};
/**
 * `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library passed its checks on a GPU.
 * `covered`: as `gpu`, or as `cpu` where the base and every layer passed on a GPU in other cells.
 */
const meets = (report, requirement, context) => {
    const always = [...failures(report), ...notOnCpu(report, context.libraries)];
    const decide = (reasons) => ({ ok: reasons.length === 0, reasons });
    const onGpu = notOnGpu(report, context.gpuLibraries);
    switch (requirement) {
        case "cpu":
            return decide(always);
        case "gpu":
            return decide([...always, ...onGpu]);
        case "covered":
            return decide(onGpu.length === 0 ? always : [...always, ...notCovered(context.coverage)]);
    }
};

;// CONCATENATED MODULE: ./lib/src/publish/moves.js

const LATEST = "latest";
/** Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer one has a failure. */
const proven = (reports, requirement, context) => {
    const [newest] = reports;
    if (newest === undefined)
        return { ok: false, reasons: ["It was not tested yet."] };
    for (const report of reports) {
        const decision = meets(report, requirement, context);
        if (decision.ok)
            return decision;
        if (report.results.some((result) => result.outcome === "fail"))
            break;
    }
    return meets(newest, requirement, context);
};
const whyKept = (candidate, local) => {
    const { cell, reports, requirement, context } = candidate;
    if (candidate.standIn && !local)
        return { cell, code: "stand-in", message: `${cell} stands on a stand-in for nvidia/cuda, which stays on this machine.` };
    if (reports.length === 0)
        return { cell, code: "not-tested", message: `${cell} was not tested: no report is bound to ${candidate.digest}.` };
    const decision = proven(reports, requirement, context);
    return decision.ok ? undefined : { cell, code: "not-proven", message: `${cell} does not have what smoke.require: ${requirement} asks for. ${decision.reasons.join(" ")}` };
};
const older = (candidate, there) => candidate.order !== undefined && there.order !== undefined && candidate.order < there.order;
const moveOf = (candidate, tag, kind, there) => ({
    tag,
    kind,
    cell: candidate.cell,
    digest: candidate.digest,
    ...(there === undefined ? {} : { from: there.digest }),
});
/** Newest first; without an order label, last. */
const newestFirst = (a, b) => ((a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0);
const immutableMoves = (candidates, current) => {
    const moves = [];
    const kept = [];
    const free = [];
    for (const candidate of candidates) {
        const there = current.get(candidate.immutable);
        if (there !== undefined && there.digest !== candidate.digest) {
            kept.push({ cell: candidate.cell, code: "tag-taken", message: `${candidate.immutable} names another image (${there.digest}), and it never moves.` });
            continue;
        }
        free.push(candidate);
        if (there === undefined)
            moves.push(moveOf(candidate, candidate.immutable, "immutable", undefined));
    }
    return { moves, kept, free };
};
const rollingMoves = (candidates, current) => {
    const moves = [];
    const kept = [];
    const decided = new Set();
    for (const candidate of [...candidates].sort(newestFirst)) {
        for (const tag of candidate.rolling) {
            // The newest of several candidates has it.
            if (decided.has(tag))
                continue;
            decided.add(tag);
            const there = current.get(tag);
            if (there?.digest === candidate.digest)
                continue;
            if (there !== undefined && older(candidate, there))
                kept.push({ cell: candidate.cell, tag, code: "newer-there", message: `${tag} stays with ${there.digest}, which is newer than ${candidate.cell}.` });
            else
                moves.push(moveOf(candidate, tag, tag === LATEST ? "latest" : "rolling", there));
        }
    }
    return { moves, kept };
};
/** Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names now; tags that are not in it are free. */
const planMoves = (candidates, current, to) => {
    const judged = candidates.map((candidate) => ({ candidate, why: whyKept(candidate, to.local) }));
    const immutable = immutableMoves(judged.flatMap(({ candidate, why }) => (why === undefined ? [candidate] : [])), current);
    const rolling = rollingMoves(immutable.free, current);
    return {
        moves: [...immutable.moves, ...rolling.moves.filter(({ kind }) => kind === "rolling"), ...rolling.moves.filter(({ kind }) => kind === "latest")],
        kept: [...judged.flatMap(({ why }) => why ?? []), ...immutable.kept, ...rolling.kept],
    };
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(5101);
;// CONCATENATED MODULE: ./lib/src/publish/coverage.js

const label = (image, name) => image.labels[image_labels/* LABEL_PREFIX */.Ag + name] ?? "";
const sameCudaAndPython = (a, b) => label(a, "cuda") !== "" && label(a, "cuda") === label(b, "cuda") && label(a, "python") === label(b, "python");
const baseOf = (image) => image.labels["org.opencontainers.image.base.digest"];
/** For the base and each layer of an image: the cells of the same CUDA and Python, among those proven on a GPU, that have the very same. */
const coverageOf = (image, proven) => {
    const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
    const base = baseOf(image);
    const cells = (has) => alike.filter((other) => has(other.image)).map(({ cell }) => cell);
    return [
        { layer: "base", passedIn: base === undefined ? [] : cells((other) => baseOf(other) === base) },
        ...image.layers.map(({ digest, title }) => ({ layer: title === "" ? digest : title, passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest)) })),
    ];
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(7410);
;// CONCATENATED MODULE: ./lib/src/publish/proofs.js





/** Type of a report's artifact and of its one blob. */
const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";
/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
const Text = schemas/* string */.YjP();
const Result = schemas/* object */.Ikc({
    library: Text,
    check: Text,
    device: schemas/* enum */.k5n(["cpu", "gpu"]),
    outcome: schemas/* enum */.k5n(["pass", "fail", "unavailable", "skipped"]),
    reason: Text.optional(),
    seconds: schemas/* number */.aig(),
    facts: schemas/* record */.g1P(Text, schemas/* union */.KCZ([Text, schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* array */.YOg(schemas/* union */.KCZ([Text, schemas/* number */.aig()]))])),
});
const ReportFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    digest: Text,
    cell: Text,
    at: Text,
    runtime: schemas/* object */.Ikc({ name: schemas/* enum */.k5n(["podman", "docker"]), version: Text }),
    gpu: schemas/* object */.Ikc({ name: Text, driver: Text, computeCapability: Text }).optional(),
    results: schemas/* array */.YOg(Result),
});
/** Tag of the index of what refers to a digest: the fallback of the distribution specification, for registries without the referrers API. */
const referrersTag = (digest) => digest.replace(":", "-");
/** Digests that have an index of referrers, out of a repository's tags: which images may have proofs, in no further request. */
const referredDigests = (tags) => new Set([...tags].filter((tag) => /^sha256-[0-9a-f]{64}$/.test(tag)).map((tag) => tag.replace("-", ":")));
const referrers = async (repository, digest) => {
    const stored = await repository.manifest(referrersTag(digest));
    return stored === undefined ? [] : (0,registry_manifest/* parseIndex */.A1)(stored, repository.name).manifests;
};
/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes, digest) => {
    const decoded = ReportFile.safeParse((0,registry_digest/* readJson */.Vh)(bytes));
    // zod's optional keys are `| undefined`; JSON has none.
    return decoded.success && decoded.data.digest === digest ? decoded.data : undefined;
};
const readReport = async (repository, referrer, digest) => {
    const stored = await repository.manifest(referrer.digest);
    if (stored === undefined)
        return undefined;
    const { layers, subject } = (0,registry_manifest/* parseManifest */.Ng)(stored, repository.name);
    const [blob] = layers;
    if (blob === undefined || subject?.digest !== digest || blob.mediaType !== REPORT_TYPE)
        return undefined;
    return decode(await (0,registry_manifest/* readSmall */.o5)(repository, blob), digest);
};
/** Reports bound to an image's digest, the newest first; none when there are none. Signatures and other referrers are passed over. */
const readProofs = async (repository, digest) => {
    const found = (await referrers(repository, digest)).filter(({ artifactType }) => artifactType === REPORT_TYPE);
    const reports = await Promise.all(found.map((referrer) => readReport(repository, referrer, digest)));
    return reports.filter((report) => report !== undefined).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};
const addReferrer = async (repository, digest, referrer) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const known = await referrers(repository, digest);
        if (known.some((other) => other.digest === referrer.digest))
            return;
        const index = (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [...known, referrer] });
        await repository.putManifest({ bytes: index, mediaType: registry_repository/* OCI_INDEX */.$p }, referrersTag(digest));
    }
    if ((await referrers(repository, digest)).some((other) => other.digest === referrer.digest))
        return;
    throw (0,errors/* unreachable */.HB)({ code: "proof-lost", message: `${repository.name} does not keep the report of ${digest}: others write to its index all the time.`, hint: "Try again when they are done: dl-env smoke" });
};
/** Stores a report beside its image, bound to the image's digest. Returns the digest of the proof. Doing it again changes nothing. */
const writeProof = async (repository, report) => {
    const image = await repository.manifest(report.digest);
    if (image === undefined)
        throw (0,errors/* unreachable */.HB)({ code: "image-missing", message: `${repository.name} has no image ${report.digest} to bind a report to.`, hint: "Make it: dl-env build" });
    const content = (0,registry_manifest/* jsonBytes */.yN)(report);
    const blob = { mediaType: REPORT_TYPE, digest: (0,registry_digest/* digestOf */.ol)(content), size: content.byteLength };
    for (const bytes of [EMPTY, content]) {
        await repository.writeBlob({ digest: (0,registry_digest/* digestOf */.ol)(bytes), size: bytes.byteLength, open: async function* () { yield bytes; } });
    }
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: registry_repository/* OCI_MANIFEST */.EG,
        artifactType: REPORT_TYPE,
        config: { mediaType: EMPTY_TYPE, digest: (0,registry_digest/* digestOf */.ol)(EMPTY), size: EMPTY.byteLength },
        layers: [blob],
        subject: { mediaType: image.mediaType, digest: image.digest, size: image.bytes.byteLength },
        annotations: { "org.opencontainers.image.created": report.at },
    });
    const digest = await repository.putManifest({ bytes: manifest, mediaType: registry_repository/* OCI_MANIFEST */.EG });
    await addReferrer(repository, report.digest, { mediaType: registry_repository/* OCI_MANIFEST */.EG, digest, size: manifest.byteLength, artifactType: REPORT_TYPE, annotations: { "org.opencontainers.image.created": report.at } });
    return digest;
};

;// CONCATENATED MODULE: ./lib/src/publish/promote.js








const SIDE_BY_SIDE = 8;
/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = ({ promotion, image }, covering) => {
    if (promotion.requirement !== "covered" || promotion.context.coverage !== undefined)
        return promotion.context;
    return { ...promotion.context, coverage: coverageOf(image, covering.filter(({ cell }) => cell !== promotion.cell)) };
};
const asCandidates = (read) => {
    const covering = read.filter(({ reports, promotion }) => proven(reports, "gpu", promotion.context).ok).map(({ promotion, image }) => ({ cell: promotion.cell, image }));
    return read.map((one) => {
        const { promotion, image, reports } = one;
        const { cell, digest, immutable, rolling, requirement } = promotion;
        return { cell, digest, immutable, rolling, requirement, reports, order: image.labels[image_labels/* ORDER_LABEL */.sy], standIn: (0,publish_image/* isStandIn */.WG)(image.labels), context: contextOf(one, covering) };
    });
};
/** What the tags in question name now, with the order label of each image that is not itself a candidate. */
const readCurrent = async (to, read) => {
    const wanted = new Set(read.flatMap(({ promotion }) => [promotion.immutable, ...promotion.rolling]));
    const there = (await to.tags()).filter((tag) => wanted.has(tag));
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const orders = new Map(read.map(({ image }) => [image.digest, Promise.resolve(image.labels[image_labels/* ORDER_LABEL */.sy])]));
    const orderOf = (digest) => {
        // What is no image of ours (an index, say) has no order, and gives way.
        const known = orders.get(digest) ?? (0,publish_image/* readImage */.AM)(to, digest).then(({ labels }) => labels[image_labels/* ORDER_LABEL */.sy], (error) => {
            if (error instanceof errors/* DlEnvError */.Oz && error.code === "registry-nonsense")
                return undefined;
            throw error;
        });
        orders.set(digest, known);
        return known;
    };
    const entries = await Promise.all(there.map((tag) => limit(async () => {
        const digest = await to.resolve(tag);
        return digest === undefined ? undefined : [tag, { digest, order: await orderOf(digest) }];
    })));
    return new Map(entries.filter((entry) => entry !== undefined));
};
const names = (moves) => (moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", "));
const stopped = (to, moves, at, error) => {
    const cause = error instanceof Error ? error.message : String(error);
    return new errors/* DlEnvError */.Oz(error instanceof errors/* DlEnvError */.Oz ? error.exit : 3, {
        code: "promotion-stopped",
        message: `Promotion in ${to.name} stopped at ${moves[at]?.tag ?? "the end"}: ${cause} Moved: ${names(moves.slice(0, at))}. Left where they were: ${names(moves.slice(at))}.`,
        hint: "Each moved tag names a tested image. When the cause is gone, type it again; what has moved stays: dl-env promote",
    }, { cause: error });
};
/** Moves one after the other, so that after a failure it is known what moved: the same manifest bytes, PUT by tag. */
const move = async (to, moves, images) => {
    for (const [at, { tag, digest }] of moves.entries()) {
        try {
            const image = images.get(digest);
            if (image !== undefined)
                await to.putManifest(image.manifest, tag, (0,layoutIndex/* imageAnnotations */.s1)(tag));
        }
        catch (error) {
            throw stopped(to, moves, at, error);
        }
    }
};
/**
 * Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is read and judged before the first tag moves.
 * What lacks its proof stays (`kept` says why); rejects with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses half-way.
 */
const promote = async (to, promotions, options = {}) => {
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const read = await Promise.all(promotions.map((promotion) => limit(async () => {
        const [image, reports] = await Promise.all([(0,publish_image/* readImage */.AM)(to, promotion.digest), readProofs(to, promotion.digest)]);
        return { promotion, image, reports };
    })));
    for (const { promotion, image } of read)
        (0,publish_image/* keepStandInHere */.PN)(image.labels, to, promotion.cell);
    const plan = planMoves(asCandidates(read), await readCurrent(to, read), to);
    if (options.dryRun === true)
        return { ...plan, done: false };
    await move(to, plan.moves, new Map(read.map(({ image }) => [image.digest, image])));
    return { ...plan, done: true };
};

;// CONCATENATED MODULE: ./lib/src/smoke/host.js
/** cuInit's answers that name the host. Source: CUDA driver API, enum cudaError_enum. */
const HOST_ANSWERS = {
    CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
    CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: "the kernel module and the driver's libraries are of different versions: reboot the host",
    CUDA_ERROR_SYSTEM_NOT_READY: "the driver waits for a service of the host, such as the fabric manager",
    CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
    CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files",
};
/** libcuda from the driver: the copies that CUDA images bring for forward compatibility and for linking do not count. */
const driverLibrary = (host) => host.libraries.find((path) => /libcuda\.so/.test(path) && !/\/(compat|stubs)\//.test(path));
/** libcuda of the image itself, where the loader chose that one. */
const compatLibrary = (host) => host.libraries.find((path) => /\/(compat|stubs)\/.*libcuda\.so|libcuda\.so.*\/(compat|stubs)\//.test(path));
const gpuDevices = (host) => host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));
/** What of a GPU the probes could use, from what dl-env-check saw beside them. */
const hostState = (host) => {
    const driver = driverLibrary(host) ?? compatLibrary(host);
    const devices = gpuDevices(host);
    const isImages = driverLibrary(host) === undefined;
    if (devices.length === 0 && isImages)
        return { kind: "no-gpu", says: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver" };
    if (devices.length === 0)
        return { kind: "half", says: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not` };
    if (driver === undefined)
        return { kind: "half", says: `no driver in the container: ${devices[0]} is there, libcuda is not` };
    if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0)
        return { kind: "ready", ...(host.cudaVersion === undefined ? {} : { cuda: host.cudaVersion }) };
    const known = HOST_ANSWERS[host.cuInit ?? ""];
    if (known !== undefined)
        return { kind: "driver", says: `${known} (${host.cuInit})` };
    return { kind: "unclear", says: `libcuda does not start: ${host.cuInit ?? host.cudaError ?? "it says nothing"}` };
};

;// CONCATENATED MODULE: ./lib/src/smoke/texts.js
// cuDF says `Failed to get current CUDA context: N` with N from cudaError_t.
const SEEN = "run on a machine without a GPU, 2026-11-21";
const MOVED = "run with the library moved away, 2026-11-21";
const RUNTIME = "CUDA runtime API, cudaError_t";
const DRIVER_FILE = String.raw `lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;
const BROKEN = [
    { code: "wrong-result", kind: "broken", match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/, says: "the GPU's result is not the CPU's", source: "the probes' own words" },
    { code: "cpu-build", kind: "broken", match: /is built for the CPU alone|Torch not compiled with CUDA enabled/, says: "a build for the CPU alone is installed", source: "torch/cuda/__init__.py" },
    { code: "no-kernel-image", kind: "broken", match: /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/, says: "the image has no machine code for this GPU", source: RUNTIME },
    { code: "ptx", kind: "broken", match: /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/, says: "the image's PTX is newer than the driver can compile", source: RUNTIME },
    { code: "cudnn-mixed", kind: "broken", match: /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED/, says: "two versions of cuDNN are mixed", source: "NVIDIA cuDNN, cudnnStatus_t" },
    { code: "cuda-mixed", kind: "broken", match: /were compiled with different CUDA versions/, says: "wheels for different CUDA versions are mixed", source: "run: torchaudio 2.11.0 beside torch 2.15.0" },
    { code: "compat", kind: "broken", match: /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/, says: "the image's compat libraries were loaded instead of the driver's", source: RUNTIME },
    { code: "missing-library", kind: "broken", match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/, says: "a CUDA library is not in the image", source: MOVED },
    { code: "missing-library", kind: "broken", match: new RegExp(String.raw `(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`), says: "a shared library is not in the image", source: MOVED },
    { code: "damaged-library", kind: "broken", match: /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/, says: "a shared library does not fit or is damaged", source: "glibc, dlopen(3)" },
    { code: "missing-package", kind: "broken", match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/, says: "a Python package is missing or of another version", source: MOVED },
];
const OLD_DRIVER = [
    { code: "driver-too-old", kind: "old-driver", match: /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/, says: "driver too old", source: SEEN },
    { code: "driver-too-old", kind: "old-driver", match: /The NVIDIA driver on your system is too old/, says: "driver too old", source: "torch/csrc/utils and c10/cuda" },
    { code: "driver-too-old", kind: "host", match: /unsatisfied condition: (?:cuda|driver|brand)/, says: "driver older than the base's NVIDIA_REQUIRE_CUDA", source: "NVIDIA Container Toolkit" },
];
const NO_DRIVER = [
    { code: "no-driver", kind: "no-driver", match: /Found no NVIDIA driver on your system/, says: "PyTorch finds no driver", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/, says: "libcuda is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`), says: "a library of the driver is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/, says: "NVML is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/, says: "DALI cannot start the driver", source: SEEN },
    { code: "no-gpu", kind: "no-driver", match: /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /, says: "XGBoost finds no GPU and took the CPU", source: SEEN },
    { code: "no-gpu", kind: "no-driver", match: /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/, says: "no GPU is seen", source: RUNTIME },
];
const HOST = [
    { code: "driver-mismatch", kind: "host", match: /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/, says: "the driver was changed without a reboot", source: "NVML and CUDA runtime" },
    { code: "not-ready", kind: "host", match: /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/, says: "the driver waits for a service of the host", source: RUNTIME },
    { code: "no-permission", kind: "host", match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/, says: "access to the GPU is refused (SELinux?)", source: "NVIDIA Container Toolkit, troubleshooting" },
    { code: "lost-device", kind: "host", match: /Failed to initialize NVML: Unknown Error/, says: "the container lost access to the GPU after a daemon-reload", source: "NVIDIA Container Toolkit, troubleshooting" },
    { code: "gpu-busy", kind: "host", match: /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/, says: "the GPU is busy or in exclusive use", source: RUNTIME },
    { code: "gpu-full", kind: "host", match: /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/, says: "the GPU's memory is taken by others", source: "torch and RMM" },
    { code: "no-toolkit", kind: "host", match: /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/, says: "the container engine cannot hand out GPUs", source: "NVIDIA Container Toolkit, troubleshooting" },
];
const TEXT_RULES = [...BROKEN, ...OLD_DRIVER, ...NO_DRIVER, ...HOST];
/** The rule for a text, or undefined: what is not known is the image's fault until someone has looked. */
const ruleFor = (text) => TEXT_RULES.find((rule) => rule.match.test(text));

;// CONCATENATED MODULE: ./lib/src/smoke/classify.js


const fail = (reason) => ({ outcome: "fail", reason });
const unavailable = (reason) => ({ outcome: "unavailable", reason });
/** First line of what the library said, short enough for a table. */
const gist = (row) => {
    const lines = (row.error?.text ?? "it says nothing").split("\n").map((line) => line.trim());
    const text = lines.find((line) => line !== "") ?? "";
    return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
const major = (version) => Number(version.split(".")[0]);
/** A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility. Unknown when either is not stated. */
const driverSuffices = (context) => {
    const driver = context.host.cudaVersion;
    return driver === undefined || context.builtForCuda === undefined ? undefined : major(driver) >= major(context.builtForCuda);
};
const tooOld = (context) => {
    const versions = [context.host.driver, context.host.cudaVersion === undefined ? undefined : `for CUDA ${context.host.cudaVersion}`].filter((part) => part !== undefined);
    return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};
const noDriver = (state, row, context) => {
    switch (state.kind) {
        case "no-gpu":
        case "half":
        case "driver":
            return unavailable(state.says);
        case "ready":
            if (driverSuffices(context) === false)
                return tooOld(context);
            return fail(`a GPU and its driver are there, and the library does not see them: ${gist(row)}`);
        case "unclear":
            return fail(`${state.says}; the library says: ${gist(row)}`);
    }
};
const oldDriver = (state, row, context) => {
    if (state.kind === "no-gpu" || state.kind === "half")
        return unavailable(state.says);
    if (state.kind === "ready" && driverSuffices(context) === true)
        return fail(`the driver knows CUDA ${context.host.cudaVersion}, which is enough, and yet: ${gist(row)}`);
    return tooOld(context);
};
/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule, state, row) => {
    if (state.kind === "no-gpu")
        return fail(`${rule.says}, it says, where there is no GPU at all: ${gist(row)}`);
    return unavailable(`${rule.says}: ${gist(row)}`);
};
const judgeError = (row, context) => {
    const state = hostState(context.host);
    // The whole message, not its first line: a cause may stand further down. An outer error hides what CUDA said, so causes count, broken ones first.
    const texts = [row.error?.text ?? "", ...(row.error?.causes ?? [])];
    const rules = texts.map(ruleFor).filter((rule) => rule !== undefined);
    const rule = rules.find((one) => one.kind === "broken") ?? (ruleFor(texts[0] ?? "") === undefined ? undefined : rules[0]);
    if (rule === undefined)
        return fail(`unknown error: ${gist(row)}`);
    switch (rule.kind) {
        case "broken":
            return fail(`${rule.says}: ${gist(row)}`);
        case "no-driver":
            return noDriver(state, row, context);
        case "old-driver":
            return oldDriver(state, row, context);
        case "host":
            return hostFault(rule, state, row);
    }
};
/** XGBoost and the like say in a warning that they took the CPU. */
const fellBack = (row) => [...row.warnings, row.stderr].find((text) => /setting device to CPU|changed from GPU to CPU|[Ff]alling back to (?:the )?CPU/.test(text));
const judgeOk = (row, context) => {
    if (row.device === "cpu")
        return { outcome: "pass" };
    const warning = fellBack(row);
    if (warning !== undefined)
        return fail(`the work was done on the CPU: ${warning.trim().split("\n")[0]}`);
    const state = hostState(context.host);
    if (state.kind !== "ready")
        return fail(`the check is content although no GPU can be used (${state.says}), so it proves nothing`);
    const compat = compatLibrary(context.host);
    return compat === undefined ? { outcome: "pass" } : { outcome: "pass", reason: `with the image's own ${compat}` };
};
/** Decides what one raw row means. Nothing unknown is ever `pass` or `unavailable`. */
const classify = (row, context) => {
    switch (row.status) {
        case "ok":
            return judgeOk(row, context);
        case "skipped":
            return { outcome: "skipped", reason: row.reason ?? "the probe gives no reason" };
        case "error":
            return judgeError(row, context);
        case "crash":
        case "timeout":
        case "memory":
            return fail(`${gist(row)}${row.output.trim() === "" ? "" : `; last words: ${row.output.trim().split("\n").at(-1)?.slice(0, 200)}`}`);
        case "not-run":
            return fail("not run: the library's process ended in an earlier check");
    }
};
const builtForCuda = (rows, library) => {
    const value = rows.find((row) => row.library === library && typeof row.facts["builtForCuda"] === "string")?.facts["builtForCuda"];
    return typeof value === "string" && /^\d+\.\d+$/.test(value) ? value : undefined;
};
/** Every row of a run with its outcome, in the order in which they ran. */
const judgeRun = (run) => run.rows.map((row) => {
    const cuda = builtForCuda(run.rows, row.library);
    const { outcome, reason } = classify(row, { host: run.host, ...(cuda === undefined ? {} : { builtForCuda: cuda }) });
    return { library: row.library, check: row.check, device: row.device, outcome, ...(reason === undefined ? {} : { reason }), seconds: row.seconds, facts: row.facts };
});

;// CONCATENATED MODULE: ./lib/src/smoke/raw.js


/** What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing is judged yet. */
const factValue = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]))]);
const rawError = schemas/* object */.Ikc({ type: schemas/* string */.YjP(), text: schemas/* string */.YjP(), causes: schemas/* array */.YOg(schemas/* string */.YjP()).default([]), at: schemas/* string */.YjP().default("") });
const rawRow = schemas/* object */.Ikc({
    library: schemas/* string */.YjP().min(1),
    check: schemas/* string */.YjP().min(1),
    device: schemas/* enum */.k5n(["cpu", "gpu"]),
    /** `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`: it came after such a check. */
    status: schemas/* enum */.k5n(["ok", "error", "skipped", "crash", "timeout", "memory", "not-run"]),
    error: rawError.optional(),
    reason: schemas/* string */.YjP().optional(),
    seconds: schemas/* number */.aig().nonnegative(),
    facts: schemas/* record */.g1P(schemas/* string */.YjP(), factValue),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    stderr: schemas/* string */.YjP().default(""),
    output: schemas/* string */.YjP().default(""),
});
const rawHost = schemas/* object */.Ikc({
    /** Device files of GPUs: `/dev/nvidia0`, `/dev/nvidiactl`, … */
    devices: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** Paths of libcuda and libnvidia-ml as the loader found them. */
    libraries: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** Version of the kernel module, e.g. `570.124.06`. */
    driver: schemas/* string */.YjP().optional(),
    driverKind: schemas/* string */.YjP().optional(),
    /** Newest CUDA the driver knows, x.y. */
    cudaVersion: schemas/* string */.YjP().optional(),
    /** Name of what cuInit returned. */
    cuInit: schemas/* string */.YjP().optional(),
    cudaError: schemas/* string */.YjP().optional(),
    gpus: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), computeCapability: schemas/* string */.YjP() })),
    compiler: schemas/* string */.YjP().optional(),
    requires: schemas/* string */.YjP().optional(),
    visible: schemas/* string */.YjP().optional(),
    error: schemas/* string */.YjP().optional(),
});
const rawRun = schemas/* object */.Ikc({ format: schemas/* literal */.euz(1), python: schemas/* string */.YjP(), host: rawHost, rows: schemas/* array */.YOg(rawRow).min(1) });
const cannotRead = (why, output, cause) => (0,errors/* foundProblem */.Sb)({
    code: "probe-output",
    message: `dl-env-check did not answer as it should: ${why}. It said: ${output.trim().slice(-400) || "nothing"}`,
    hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check",
}, { cause });
/** The one JSON object on the last line of standard output; anything else there is a found problem `probe-output`. */
const readRun = (stdout) => {
    const line = stdout.trim().split("\n").at(-1) ?? "";
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (error) {
        throw cannotRead("its last line is not JSON", stdout, error);
    }
    const read = rawRun.safeParse(value);
    if (read.success)
        return read.data;
    const [first] = read.error.issues;
    throw cannotRead(`${first?.path.join(".") ?? "it"}: ${first?.message ?? "wrong"}`, line, read.error);
};

;// CONCATENATED MODULE: ./lib/src/smoke/run.js




/** argv that runs the probes in an image; pure. No network is needed, and no shell is between. */
const smokeArgv = (runtime, image, options) => [
    ...runtime.argv,
    "run",
    "--rm",
    "--pull=never",
    ...options.gpus,
    ...(options.runArguments ?? []),
    image,
    "dl-env-check",
    "--json",
    ...options.libraries.flatMap((library) => ["--library", library]),
    "--timeout",
    String(options.timeout ?? 300),
    "--memory",
    String(options.memory ?? 8000),
];
/** The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot start. */
const engineRefused = (result, image) => {
    const text = result.stderr.trim();
    const rule = ruleFor(text);
    const message = `The container of ${image} did not start (status ${result.code})${rule === undefined ? "" : `: ${rule.says}`}. ${text.slice(-500)}`;
    const hint = "See what this machine lacks: dl-env doctor";
    return rule?.kind === "host" ? (0,errors/* unreachable */.HB)({ code: "host-gpu", message, hint }) : (0,errors/* foundProblem */.Sb)({ code: "container-start", message, hint });
};
const firstGpu = (host) => {
    const [gpu] = host.gpus;
    return gpu === undefined ? undefined : { name: gpu.name, driver: host.driver ?? "unknown", computeCapability: gpu.computeCapability };
};
const execute = async (processes, runtime, image, options) => {
    // Every library may use its whole time, one after the other, and the container needs some to start and stop.
    const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1000 + 120_000;
    const result = await processes.run(smokeArgv(runtime, image, options), { env: runtime.env, timeout: limit });
    if (result.timedOut)
        throw (0,errors/* foundProblem */.Sb)({ code: "smoke-timeout", message: `The probes of ${options.cell} did not end within ${limit / 1000} s.`, hint: `Run one alone: dl-env smoke ${options.cell} --library ${options.libraries[0] ?? "numpy"}` });
    if (result.code !== 0 && result.code !== 1)
        throw engineRefused(result, image);
    return result.stdout;
};
/** Runs the probes of the libraries inside an image and returns what they mean, bound to the digest. Throws when they could not be run at all. */
const smoke = async (sys, runtime, image, options) => {
    const run = readRun(await execute(sys.processes, runtime, image, options));
    const silent = options.libraries.filter((library) => !run.rows.some((row) => row.library === library));
    if (silent.length > 0)
        throw (0,errors/* foundProblem */.Sb)({ code: "probe-output", message: `dl-env-check says nothing of ${silent.join(", ")}.`, hint: `Run it in the image: ${[...runtime.argv, "run", "--rm", image, "dl-env-check"].join(" ")}` });
    const gpu = firstGpu(run.host);
    return {
        format: 1,
        digest: options.digest,
        cell: options.cell,
        at: new Date(sys.clock.now()).toISOString(),
        runtime: { name: runtime.name, version: runtime.version },
        ...(gpu === undefined ? {} : { gpu }),
        results: judgeRun(run),
    };
};

// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(2673);
;// CONCATENATED MODULE: ./lib/src/prove.js












/** The libraries of a cell whose probe is in its image; one from a catalog of one's own may have none. */
const probed = ({ recipes }, cell) => {
    const layers = recipes.get(cell.id)?.layers ?? [];
    const paths = new Set(layers.flatMap((layer) => (layer.kind === "files" ? layer.files.map(({ path }) => path) : [])));
    return cell.libraries.filter((name) => paths.has(`${files/* PROBE_FOLDER */.Qk}/${name}.py`));
};
const prove_contextOf = (session, ingredients, cell) => {
    const libraries = probed(ingredients, cell);
    return { libraries, gpuLibraries: libraries.filter((name) => session.catalog.libraries.get(name)?.gpu === true) };
};
const cellOf = ({ judged }, id) => {
    const found = judged.find(({ cell }) => cell.id === id);
    if (found === undefined)
        throw new TypeError(`no cell ${id}`);
    return found.cell;
};
const prove_call = async (session, runtime, args) => {
    const result = await session.sys.processes.run([...runtime.argv, ...args], { env: runtime.env });
    if (result.code === 0)
        return;
    const said = result.stderr.trim().split("\n").at(-1) ?? "";
    throw (0,errors/* foundProblem */.Sb)({ code: "load-failed", message: `${runtime.name} ${runtime.version} did not take an image to test: ${said}.`, hint: `See whether it works, and how much room it has: ${runtime.name} info` });
};
/** Gets an image that has no tag yet into an engine, under the name of its cell. */
const fetchInto = async (session, runtime, image) => {
    const name = (0,layoutIndex/* localName */.fk)(image.cell);
    const { to, sys } = session;
    if ((0,layout/* isLayout */.nW)(to)) {
        await loadAs(sys, runtime, to, image.digest, name);
        return name;
    }
    // Pulled by the engine itself, which then need not write the whole image into a file first.
    const reference = `${to.name}@${image.digest}`;
    const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
    await prove_call(session, runtime, ["pull", "--quiet", ...insecure, reference]);
    await prove_call(session, runtime, ["tag", reference, name]);
    // Takes only the other name away, since the image has one more now.
    await prove_call(session, runtime, ["rmi", reference]);
    return name;
};
const runProbes = async (session, runtime, image, libraries, options) => {
    const name = await fetchInto(session, runtime, image);
    const gpus = gpuArguments(runtime, options.gpus);
    const report = await smoke(session.sys, runtime, name, { digest: image.digest, cell: image.cell, libraries, gpus, runArguments: ["--network=none"] });
    if (options.keep !== true)
        await prove_call(session, runtime, ["rmi", "--force", name]);
    return report;
};
/** Whether a report that meets the requirement is bound to this digest already. */
const hasProof = async (session, ingredients, image) => {
    const context = prove_contextOf(session, ingredients, cellOf(ingredients, image.cell));
    return proven(await readProofs(session.to, image.digest), session.request.smoke.require, context).ok;
};
/** Runs the probes of each image that has no proof which meets the requirement, and keeps the report beside the image. */
const proveImages = async (session, ingredients, images, options) => {
    const { sys, request, to } = session;
    const work = await (0,src_work/* openWork */.Q)(sys);
    let runtime;
    const done = [];
    try {
        for (const image of images) {
            const cell = cellOf(ingredients, image.cell);
            const context = prove_contextOf(session, ingredients, cell);
            const reports = await readProofs(to, image.digest);
            const isProven = proven(reports, request.smoke.require, context).ok;
            const earlier = isProven ? reports.find((report) => meets(report, request.smoke.require, context).ok) : undefined;
            const report = earlier ?? (await runProbes(session, await (runtime ??= chooseRuntime(sys, work.dir)), image, context.libraries, options));
            if (earlier === undefined)
                await writeProof(to, report);
            const { ok, reasons } = meets(report, request.smoke.require, context);
            done.push({ image, report, ran: earlier === undefined, ok, reasons });
            sys.log.progress(`Tested ${done.length} of ${images.length} images`);
        }
        return done;
    }
    finally {
        await work.close();
    }
};
/** Moves tags to the images that have the proof they need: immutable ones, rolling ones, `latest`. */
const promoteImages = (session, ingredients, plan, images, dryRun) => {
    const promotions = images.map(({ cell, digest }) => {
        const [immutable = "", ...rolling] = plan.cells.find((one) => one.cell === cell)?.tags ?? [];
        return { cell, digest, immutable, rolling, requirement: session.request.smoke.require, context: prove_contextOf(session, ingredients, cellOf(ingredients, cell)) };
    });
    return promote(session.to, promotions, { dryRun });
};


/***/ }),

/***/ 8851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $0: () => (/* binding */ noImage),
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   PN: () => (/* binding */ keepStandInHere),
/* harmony export */   WG: () => (/* binding */ isStandIn)
/* harmony export */ });
/* unused harmony exports tagIsSet, tagImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _image_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5101);
/* harmony import */ var _registry_layoutIndex_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7850);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);




/** The error for an image that is not there. */
const noImage = (to, reference) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "image-missing", message: `${to.name} has no image ${reference}.`, hint: "Make it: dl-env build" });
/** Reads the image behind a digest or tag; rejects with `image-missing` when there is none. Two requests. */
const readImage = async (repository, reference) => {
    const manifest = await repository.manifest(reference);
    if (manifest === undefined)
        throw noImage(repository, reference);
    const { config: configBlob, layers } = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(manifest, repository.name);
    const config = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConfig */ .o4)(await (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readSmall */ .o5)(repository, configBlob), configBlob.digest, repository.name);
    const titles = (config.history ?? []).filter((entry) => entry.empty_layer !== true).map((entry) => entry.created_by ?? "");
    return {
        manifest,
        digest: manifest.digest,
        labels: config.config?.Labels ?? {},
        layers: layers.map(({ digest, size }, index) => ({ digest, size, diffId: config.rootfs.diff_ids[index] ?? "", title: titles[index] ?? "" })),
        size: layers.reduce((sum, layer) => sum + layer.size, 0),
    };
};
const isStandIn = (labels) => labels[_image_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .STAND_IN_LABEL */ .kw] === "true";
/** Rejects with `stand-in` when an image on a stand-in base would leave this machine; the image's own label decides. */
const keepStandInHere = (labels, to, what) => {
    if (!isStandIn(labels) || to.local)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "stand-in",
        message: `${what} stands on a stand-in for nvidia/cuda and is not put into ${to.name}: stand-ins stay in image layouts and registries on this machine.`,
        hint: "Use a real base where docker.io can be reached, or a folder: to: oci:./images",
    });
};
/** Whether the tag names this digest already; rejects with `tag-taken` when it names another. */
const tagIsSet = async (to, tag, digest) => {
    const there = await to.resolve(tag);
    if (there === undefined || there === digest)
        return there === digest;
    throw foundProblem({
        code: "tag-taken",
        message: `${to.name} has another image (${there}) under the immutable tag ${tag}, which belongs to ${digest}.`,
        hint: "Tags that end in -r and a key are never moved; look at what is there: dl-env check",
    });
};
/** Puts the immutable tag on an image that an engine pushed by digest: nothing to link. Returns what is there. */
const tagImage = async (to, digest, tag) => {
    const image = await readImage(to, digest);
    keepStandInHere(image.labels, to, tag);
    if (!(await tagIsSet(to, tag, digest)))
        await to.putManifest(image.manifest, tag, imageAnnotations(tag));
    return image;
};


/***/ }),

/***/ 7410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   H2: () => (/* binding */ checkDigest),
/* harmony export */   Vh: () => (/* binding */ readJson),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);


/** `sha256:…` of the bytes. */
const digestOf = (bytes) => `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
const differs = (digest, from, found) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({
    code: "digest-mismatch",
    message: `What ${from} holds as ${digest} is something else (${found}).`,
    hint: "The content is damaged or was tampered with; look at the storage behind it, then ask again: dl-env plan",
});
/** Passes the bytes on and rejects with `digest-mismatch` at their end when they are not what the digest names. */
async function* verified(bytes, digest, from, size) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let count = 0;
    for await (const chunk of bytes) {
        hash.update(chunk);
        count += chunk.byteLength;
        if (size !== undefined && count > size)
            throw differs(digest, from, `longer than ${size} bytes`);
        yield chunk;
    }
    const found = `sha256:${hash.digest("hex")}`;
    if (found !== digest)
        throw differs(digest, from, found);
}
/** Throws `digest-mismatch` when the bytes are not what the digest names. */
const checkDigest = (bytes, digest, from) => {
    const found = digestOf(bytes);
    if (found !== digest)
        throw differs(digest, from, found);
};
/** Everything of a stream, refused beyond `limit` bytes. */
const collect = async (bytes, limit, what) => {
    const parts = [];
    let size = 0;
    for await (const part of bytes) {
        size += part.byteLength;
        if (size > limit)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "too-large", message: `${what} is larger than ${limit} bytes.`, hint: "It is not what this program asked for; look what answers there: dl-env plan --json" });
        parts.push(part);
    }
    return Buffer.concat(parts);
};
/** The value of JSON bytes; undefined when they are no JSON. */
const readJson = (bytes) => {
    try {
        const value = JSON.parse(typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8"));
        return value;
    }
    catch {
        return undefined;
    }
};


/***/ }),

/***/ 9824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ layoutRepository),
/* harmony export */   nD: () => (/* binding */ blobPath),
/* harmony export */   nW: () => (/* binding */ isLayout)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7410);
/* harmony import */ var _layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7850);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6849);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5418);






const MARKER = "oci-layout";
const MARKER_TEXT = '{"imageLayoutVersion":"1.0.0"}';
const isLayout = (repository) => repository.kind === "layout" && "dir" in repository;
/** Path of a blob below a layout folder. */
const blobPath = (dir, digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, "blobs", "sha256", digest.slice("sha256:".length));
const codeOf = (error) => (error instanceof Error && "code" in error ? String(error.code) : "");
const placed = (place) => (place === undefined ? {} : { place });
/** Says in our words what the file system said. */
const told = (context, error) => {
    const { name, dir, place } = context;
    switch (codeOf(error)) {
        case "EACCES":
        case "EPERM":
        case "EROFS":
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "layout-denied", message: `The folder of ${name} cannot be read or written by this user.`, ...placed(place), hint: `Look who owns it: ls -ld ${dir}` }, { cause: error });
        case "ENOTDIR":
        case "EEXIST":
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is not a folder, or lies below something that is none.`, ...placed(place), hint: `Look at it: ls -ld ${dir}` }, { cause: error });
        case "ENOSPC":
        case "EDQUOT":
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "disk-full", message: `The disk that holds ${name} is full.`, hint: `Make room, then type the command again; what is there: df -h ${dir}` }, { cause: error });
        default:
            return error;
    }
};
const guarded = async (context, work) => {
    try {
        return await work();
    }
    catch (error) {
        throw told(context, error);
    }
};
/** Whether the folder is a layout; false when there is nothing yet. Refuses a folder with something else in it. */
const exists = async ({ files, dir, name, place }) => {
    const marker = await files.readText((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, MARKER));
    if (marker !== undefined) {
        const value = (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readJson */ .Vh)(marker);
        if (typeof value === "object" && value !== null && "imageLayoutVersion" in value && value.imageLayoutVersion === "1.0.0")
            return true;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is an image layout of a version that is not known here.`, ...placed(place), hint: `Look at it: cat ${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, MARKER)}` });
    }
    const stat = await files.stat(dir);
    if (stat === undefined)
        return false;
    if (stat.kind === "file")
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is a file, not a folder.`, ...placed(place), hint: `Name another folder, or move it away: mv ${dir} ${dir}.old` });
    // Lock and half-written marker of another process that is just beginning do not count.
    const others = (await files.list(dir)).filter((entry) => entry !== `${_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .INDEX_FILE */ .K$}.lock` && !entry.startsWith(MARKER) && entry !== "blobs");
    if (others.length === 0)
        return false;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is a folder with other things in it, not an image layout.`, ...placed(place), hint: `Name an empty or new folder; what is in it: ls ${dir}` });
};
const index = async (context) => ((await exists(context)) ? (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .readIndex */ .vY)(context.files, context.dir, context.name) : { manifests: [] });
const begin = async (context) => {
    if (await exists(context))
        return;
    await context.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context.dir, MARKER), MARKER_TEXT, 0o644);
};
const digestFor = async (context, reference) => {
    if ((0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(reference))
        return reference;
    return (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .tagged */ .VK)(await index(context), reference)?.digest;
};
const getManifest = async (context, reference) => {
    const entry = (0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(reference) ? undefined : (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .tagged */ .VK)(await index(context), reference);
    const digest = (0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(reference) ? reference : entry?.digest;
    if (digest === undefined)
        return undefined;
    const bytes = await context.files.readBytes(blobPath(context.dir, digest));
    if (bytes === undefined)
        return undefined;
    (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .checkDigest */ .H2)(bytes, digest, context.name);
    const value = (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readJson */ .Vh)(bytes);
    const own = typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string" ? value.mediaType : undefined;
    return { digest, bytes, mediaType: own ?? entry?.mediaType ?? _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_MANIFEST */ .EG };
};
const hasBlob = async ({ files, dir }, digest) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(digest) && (await files.stat(blobPath(dir, digest)))?.kind === "file";
async function* readBlob(context, digest) {
    if (!(await hasBlob(context, digest))) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "blob-missing", message: `${context.name} has no blob ${digest}.`, hint: `Something was removed from it; make it anew: dl-env build` });
    }
    yield* (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .verified */ .zr)(context.files.read(blobPath(context.dir, digest)), digest, context.name);
}
const writeBlob = async (context, source) => {
    if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(source.digest))
        throw new TypeError(`not a digest: ${source.digest}`);
    await begin(context);
    if (await hasBlob(context, source.digest))
        return false;
    // Written beside its place and renamed: nobody sees half a blob, and writers of the same blob do not disturb each other.
    await context.files.write(blobPath(context.dir, source.digest), (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .verified */ .zr)(source.open(), source.digest, "what was to be stored", source.size), 0o644);
    context.traffic.sent += source.size;
    return true;
};
const putManifest = async (context, { bytes, mediaType }, tag, annotations) => {
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .ol)(bytes);
    await writeBlob(context, { digest, size: bytes.byteLength, open: async function* () { yield bytes; } });
    if (tag === undefined)
        return digest;
    await context.putEntry({ mediaType, digest, size: bytes.byteLength, annotations: { ...annotations, [_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .REF_NAME */ .w5]: tag } });
    return digest;
};
/** An OCI image layout folder as a repository. It is made by the first write; reading one that is not there finds nothing. */
const layoutRepository = (sys, dir, place) => {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(dir) ? dir : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sys.env.cwd, dir);
    const traffic = { requests: 0, sent: 0, received: 0 };
    const name = `oci:${dir}`;
    const context = { files: sys.files, dir: absolute, name, place, traffic, putEntry: (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .makeIndexWriter */ .qf)(sys.files, absolute, name) };
    const guard = (work) => guarded(context, work);
    return {
        name,
        kind: "layout",
        local: true,
        dir: absolute,
        traffic,
        tags: () => guard(async () => (await index(context)).manifests.flatMap((entry) => entry.annotations?.[_layoutIndex_js__WEBPACK_IMPORTED_MODULE_3__/* .REF_NAME */ .w5] ?? []).sort()),
        manifest: (reference) => guard(() => getManifest(context, reference)),
        resolve: (reference) => guard(async () => {
            const digest = await digestFor(context, reference);
            return digest !== undefined && (await hasBlob(context, digest)) ? digest : undefined;
        }),
        hasBlob: (digest) => guard(() => hasBlob(context, digest)),
        readBlob: (digest) => readBlob(context, digest),
        writeBlob: (source) => guard(() => writeBlob(context, source)),
        mountBlob: (digest, from) => guard(async () => isLayout(from) && from.dir === absolute && (await hasBlob(context, digest))),
        putManifest: (manifest, tag, annotations) => guard(() => putManifest(context, manifest, tag, annotations)),
    };
};


/***/ }),

/***/ 7850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K$: () => (/* binding */ INDEX_FILE),
/* harmony export */   VK: () => (/* binding */ tagged),
/* harmony export */   fk: () => (/* binding */ localName),
/* harmony export */   qf: () => (/* binding */ makeIndexWriter),
/* harmony export */   s1: () => (/* binding */ imageAnnotations),
/* harmony export */   vY: () => (/* binding */ readIndex),
/* harmony export */   w5: () => (/* binding */ REF_NAME),
/* harmony export */   yc: () => (/* binding */ IMAGE_NAME)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7410);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5418);





const INDEX_FILE = "index.json";
/** The tag of an entry (image-spec, annotations). */
const REF_NAME = "org.opencontainers.image.ref.name";
/** The name under which containerd and docker list an entry. */
const IMAGE_NAME = "io.containerd.image.name";
const Entry = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    digest: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/),
    size: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().nonnegative(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).optional(),
});
const Index = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ schemaVersion: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(2), manifests: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(Entry) });
/** What a person sees of an image in `podman images` and `docker images`. */
const localName = (tag) => `localhost/dl-env:${tag}`;
/** Annotations for the entry of an image (not of a layer), so that engines name it. */
const imageAnnotations = (tag) => ({ [IMAGE_NAME]: localName(tag) });
const readWhole = async (files, dir, name) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, INDEX_FILE);
    const text = await files.readText(path);
    if (text === undefined)
        return { schemaVersion: 2, mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_INDEX */ .$p, manifests: [] };
    const decoded = Index.safeParse((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readJson */ .Vh)(text));
    if (decoded.success)
        return decoded.data;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "layout-broken", message: `The index of ${name} cannot be read.`, place: { file: path }, hint: `Its blobs may still be whole; start a new folder beside it: mv ${dir} ${dir}.old` });
};
/** Entries of the layout's index; none when there is no index yet. */
const readIndex = async (files, dir, name) => {
    const { manifests } = await readWhole(files, dir, name);
    // zod's optional keys are `| undefined`; JSON has none.
    return { manifests: manifests };
};
/** The entry with this tag; in a foreign layout with two of them, the last. */
const tagged = (index, tag) => index.manifests.findLast((entry) => entry.annotations?.[REF_NAME] === tag);
/** Puts the entries in the place of those with the same tags, alone among all writers of this folder. */
const changeIndex = async (files, dir, name, entries) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, INDEX_FILE);
    const changed = new Map(entries.map((entry) => [entry.annotations?.[REF_NAME], entry]));
    await files.withLock(`${path}.lock`, async () => {
        const whole = await readWhole(files, dir, name);
        const others = whole.manifests.filter((other) => !changed.has(other.annotations?.[REF_NAME]));
        await files.write(path, `${JSON.stringify({ ...whole, manifests: [...others, ...changed.values()] }, undefined, 1)}\n`, 0o644);
    });
};
/** Entries that come while the lock is held elsewhere are written together: 300 images linked at once are a few writes, not 300. */
const makeIndexWriter = (files, dir, name) => {
    let waiting = [];
    let scheduled;
    let last = Promise.resolve();
    const flush = async () => {
        const entries = waiting;
        waiting = [];
        scheduled = undefined;
        await changeIndex(files, dir, name, entries);
    };
    return (entry) => {
        waiting.push(entry);
        if (scheduled === undefined) {
            scheduled = last.then(flush);
            last = scheduled.catch(() => undefined);
        }
        return scheduled;
    };
};


/***/ }),

/***/ 3375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ parseIndex),
/* harmony export */   FX: () => (/* binding */ ociLayer),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   o4: () => (/* binding */ parseConfig),
/* harmony export */   o5: () => (/* binding */ readSmall),
/* harmony export */   yN: () => (/* binding */ jsonBytes)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7410);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5418);




const DigestText = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/);
const Annotations = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP());
const Blob = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), digest: DigestText, size: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().nonnegative(), annotations: Annotations.optional() });
const Manifest = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(2),
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    config: Blob,
    layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(Blob),
    subject: Blob.optional(),
    annotations: Annotations.optional(),
});
/** What else an entry has is kept: an index of referrers is written again with one more. */
const Entry = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ ...Blob.shape, artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(), platform: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ os: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), architecture: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }).optional() });
const Index = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ schemaVersion: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(2), manifests: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(Entry) });
const Strings = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).nullish();
const Config = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    architecture: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    os: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    created: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    config: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        Env: Strings,
        Labels: Annotations.nullish(),
        Entrypoint: Strings,
        Cmd: Strings,
        User: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
        WorkingDir: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
        ExposedPorts: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()).nullish(),
        Volumes: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()).nullish(),
        StopSignal: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
        Shell: Strings,
        Healthcheck: zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J().optional(),
    })
        .nullish(),
    rootfs: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz("layers"), diff_ids: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(DigestText) }),
    history: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ created: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(), created_by: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(), empty_layer: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional() })).nullish(),
});
const nonsense = (what, from) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "registry-nonsense", message: `${from} holds ${what} that cannot be read.`, hint: "It was not written by an engine that is known here; make it anew: dl-env build" });
/** Decodes an image manifest; rejects with `registry-nonsense`. */
const parseManifest = (stored, from) => {
    const decoded = Manifest.safeParse((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .Vh)(stored.bytes));
    if (!decoded.success)
        throw nonsense(`a manifest ${stored.digest}`, from);
    return decoded.data;
};
const parseIndex = (stored, from) => {
    const decoded = Index.safeParse((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .Vh)(stored.bytes));
    if (!decoded.success)
        throw nonsense(`an index ${stored.digest}`, from);
    return decoded.data;
};
const parseConfig = (bytes, digest, from) => {
    const decoded = Config.safeParse((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .Vh)(bytes));
    if (!decoded.success)
        throw nonsense(`a config ${digest}`, from);
    return decoded.data;
};
/** Configs of images are a few dozen KB; this is far beyond. */
const LARGEST_CONFIG = 8 * 1024 * 1024;
/** Reads a small blob whole, verified. */
const readSmall = async (repository, blob) => {
    if (blob.size > LARGEST_CONFIG)
        throw nonsense(`a config of ${blob.size} bytes`, repository.name);
    const parts = [];
    for await (const part of repository.readBlob(blob.digest))
        parts.push(part);
    return Buffer.concat(parts);
};
const OCI_LAYERS = {
    [_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .DOCKER_LAYER_GZIP */ .MZ]: _repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_LAYER_GZIP */ .BQ,
    "application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
    [_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_LAYER_GZIP */ .BQ]: _repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_LAYER_GZIP */ .BQ,
    "application/vnd.oci.image.layer.v1.tar": "application/vnd.oci.image.layer.v1.tar",
    "application/vnd.oci.image.layer.v1.tar+zstd": "application/vnd.oci.image.layer.v1.tar+zstd",
};
/** The same layer with OCI's media type; rejects layers that are not stored where their manifest is (Windows bases). */
const ociLayer = (layer, from) => {
    const mediaType = OCI_LAYERS[layer.mediaType];
    if (mediaType === undefined)
        throw nonsense(`a layer of the type ${layer.mediaType}`, from);
    return { mediaType, digest: layer.digest, size: layer.size };
};
/** JSON bytes of a manifest or config: one spelling, so that equal values have equal digests. */
const jsonBytes = (value) => new TextEncoder().encode(JSON.stringify(value));


/***/ }),

/***/ 6849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   aR: () => (/* binding */ repositoryName)
/* harmony export */ });
/* unused harmony exports isTag, printReference */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

/** Limits of the distribution specification; 255 bytes is what registries enforce for host and path together. */
const LONGEST_NAME = 255;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const isDigest = (text) => DIGEST.test(text);
const isTag = (text) => TAG.test(text);
/** What can be shown of hostile text: printable, short. */
const shown = (text) => {
    const plain = JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
    return plain.slice(1, -1);
};
const wrong = (text, why, place) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
    code: "wrong-reference",
    message: `"${shown(text)}" is not a place for images: ${why}.`,
    ...(place === undefined ? {} : { place }),
    hint: "Write a registry and a repository, or a folder: to: registry.example/team/dl-env, or to: oci:./images",
});
const parseLayout = (text, place) => {
    const dir = text.slice("oci:".length);
    if (dir === "")
        throw wrong(text, "the folder after oci: is missing", place);
    if (CONTROL.test(dir))
        throw wrong(text, "the folder's name has control characters in it", place);
    return { kind: "layout", dir };
};
/** Whether the first part of a name is a host: docker's rule, without its case for capital letters, which are only ever a mistake here. */
const isHost = (part) => part.includes(".") || part.includes(":") || part.toLowerCase() === "localhost";
const splitHost = (name) => {
    const slash = name.indexOf("/");
    const first = slash === -1 ? name : name.slice(0, slash);
    if (slash === -1)
        return { host: "docker.io", repository: `library/${name}` };
    if (!isHost(first))
        return { host: "docker.io", repository: name };
    const rest = name.slice(slash + 1);
    if (first !== "docker.io" && first !== "index.docker.io" && first !== "registry-1.docker.io")
        return { host: first.toLowerCase(), repository: rest };
    return { host: "docker.io", repository: rest.includes("/") ? rest : `library/${rest}` };
};
const cutAt = (text, at) => (at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]);
const splitTag = (name) => {
    const colon = name.lastIndexOf(":");
    return colon > name.lastIndexOf("/") ? cutAt(name, colon) : [name, undefined];
};
const checkPort = (host) => {
    const port = /:([0-9]+)$/.exec(host)?.[1];
    return port === undefined || (Number(port) > 0 && Number(port) < 65_536);
};
/** Reads `registry/repository[:tag][@sha256:…]` or `oci:DIR`. Rejects with `wrong-reference` (exit 2). */
const parseReference = (text, place) => {
    if (text.startsWith("oci:"))
        return parseLayout(text, place);
    if (text.includes("://"))
        throw wrong(text, "leave out the scheme (https://)", place);
    const [named, digest] = cutAt(text, text.indexOf("@"));
    const [name, tag] = splitTag(named);
    const { host, repository } = splitHost(name);
    if (!DOMAIN.test(host) || !checkPort(host))
        throw wrong(text, "the registry's host is not a host name", place);
    if (repository.length + host.length > LONGEST_NAME)
        throw wrong(text, `it is longer than ${LONGEST_NAME} characters`, place);
    if (!repository.split("/").every((part) => COMPONENT.test(part)))
        throw wrong(text, "a repository is lower-case letters, digits and . _ - between slashes", place);
    if (tag !== undefined && !isTag(tag))
        throw wrong(text, "a tag is at most 128 letters, digits and . _ -", place);
    if (digest !== undefined && !isDigest(digest))
        throw wrong(text, "a digest is sha256: and 64 hex digits", place);
    return { kind: "registry", host, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
};
/** The reference in full: with docker.io and library/ where people leave them out. */
const printReference = (reference) => {
    if (reference.kind === "layout")
        return `oci:${reference.dir}`;
    const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
    const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
    return `${reference.host}/${reference.repository}${tag}${digest}`;
};
/** Name of the repository alone, without tag and digest. */
const repositoryName = (reference) => `${reference.host}/${reference.repository}`;


/***/ }),

/***/ 5418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ OCI_INDEX),
/* harmony export */   BQ: () => (/* binding */ OCI_LAYER_GZIP),
/* harmony export */   EG: () => (/* binding */ OCI_MANIFEST),
/* harmony export */   HX: () => (/* binding */ LAYER_PATHS),
/* harmony export */   MZ: () => (/* binding */ DOCKER_LAYER_GZIP),
/* harmony export */   TF: () => (/* binding */ OCI_CONFIG),
/* harmony export */   Vv: () => (/* binding */ DOCKER_MANIFEST),
/* harmony export */   Y2: () => (/* binding */ DOCKER_LIST)
/* harmony export */ });
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
const OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
const DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
/** Which paths a layer holds and what is in them: gzip of lines `<first 16 hex of sha256> <path>\n`, sorted by path. */
const LAYER_PATHS = "application/vnd.dl-env.layer.paths.v1+gzip";


/***/ }),

/***/ 6923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OS: () => (/* binding */ writeLocks),
/* harmony export */   bU: () => (/* binding */ readAptLock),
/* harmony export */   mF: () => (/* binding */ readLock)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(822);
/* harmony import */ var _lockfile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8676);



/** The lock that is committed for a question in a folder of locks, or undefined. */
const readLock = async (files, folder, question) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .lockFileName */ .x5)(question)}`;
    const content = await files.readText(file);
    if (content === undefined)
        return undefined;
    const lock = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeLock */ .Cc)(content, file);
    if ((0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .questionKey */ .c7)(lock.question) === (0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .questionKey */ .c7)(question))
        return lock;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "lock-changed", message: "This lock answers another question than its name says.", place: { file }, hint: "Make it anew: dl-env lock --update" });
};
/** The committed apt lock of a release, or undefined. */
const readAptLock = async (files, folder, release) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(release)}`;
    const content = await files.readText(file);
    return content === undefined ? undefined : (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeAptLock */ .R4)(content, file);
};
/** Same wheels and no size learned: the file keeps its date, so that nothing shows in a diff. */
const saysTheSame = (content, file, lock) => {
    try {
        const old = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeLock */ .Cc)(content, file);
        return old.key === lock.key && !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0);
    }
    catch {
        return false;
    }
};
const OURS = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;
/** Writes locks into their folder. A lock whose wheels are the same is not touched; with `prune`, files of locks that are not among these are removed. */
const writeLocks = async (files, folder, locks, apt, options) => {
    const written = [];
    const kept = [];
    for (const lock of locks) {
        const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .lockFileName */ .x5)(lock.question);
        const before = await files.readText(`${folder}/${name}`);
        if (before !== undefined && saysTheSame(before, name, lock))
            kept.push(name);
        else {
            await files.write(`${folder}/${name}`, (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeLock */ .Kk)(lock));
            written.push(name);
        }
    }
    for (const lock of apt) {
        const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(lock.release);
        const content = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeAptLock */ .BC)(lock);
        if ((await files.readText(`${folder}/${name}`)) === content)
            kept.push(name);
        else {
            await files.write(`${folder}/${name}`, content);
            written.push(name);
        }
    }
    const known = new Set([...written, ...kept]);
    const removed = options.prune ? (await files.list(folder)).filter((name) => OURS.test(name) && !known.has(name)) : [];
    for (const name of removed)
        await files.remove(`${folder}/${name}`);
    return { written: written.sort(), kept: kept.sort(), removed };
};


/***/ }),

/***/ 992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ uvEnvironment)
/* harmony export */ });
/* harmony import */ var _indexSettings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6300);

/**
 * Settings of uv that would change an answer or write elsewhere: everything that decides is in the question. What says
 * where the index is and how to reach it (UV_DEFAULT_INDEX, UV_INDEX, UV_INDEX_<NAME>_*, UV_KEYRING_PROVIDER,
 * UV_INSECURE_HOST, UV_HTTP_TIMEOUT, UV_CACHE_DIR, UV_OFFLINE, SSL_CERT_FILE, proxies, uv.toml) stays.
 */
const DECIDES = [
    "UV_BREAK_SYSTEM_PACKAGES", "UV_BUILD_CONSTRAINT", "UV_COMPILE_BYTECODE", "UV_CONSTRAINT", "UV_CUSTOM_COMPILE_COMMAND", "UV_ENV_FILE",
    "UV_EXCLUDE", "UV_EXCLUDE_NEWER", "UV_FIND_LINKS", "UV_FORK_STRATEGY", "UV_INDEX_STRATEGY", "UV_LINK_MODE", "UV_MANAGED_PYTHON", "UV_NO_BINARY",
    "UV_NO_BINARY_PACKAGE", "UV_NO_BUILD", "UV_NO_BUILD_ISOLATION", "UV_NO_CACHE", "UV_NO_DEPS", "UV_NO_INDEX", "UV_NO_MANAGED_PYTHON", "UV_NO_SOURCES",
    "UV_NO_VERIFY_HASHES", "UV_ONLY_BINARY", "UV_OVERRIDE", "UV_PRERELEASE", "UV_PROJECT", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON", "UV_PYTHON_PREFERENCE",
    "UV_REQUIRE_HASHES", "UV_RESOLUTION", "UV_SYSTEM_PYTHON", "UV_TARGET", "UV_TORCH_BACKEND", "UV_WORKING_DIR", "UV_WORKING_DIRECTORY",
    "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "RUST_LOG", "FORCE_COLOR", "CLICOLOR_FORCE",
];
const FIXED = {
    // Without it uv tries to download an interpreter for each Python that this machine lacks: 6 to 14 s a question where it can't.
    UV_PYTHON_DOWNLOADS: "never",
    UV_NO_PROGRESS: "1",
    NO_COLOR: "1",
};
/** The environment of a uv call, for `RunOptions.env`: the user's index is honoured (uv's own settings, else pip's), what would change the answer is removed. */
const uvEnvironment = async (sys) => {
    const index = await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultIndex */ .sM)(sys);
    return {
        ...Object.fromEntries(DECIDES.map((name) => [name, undefined])),
        ...FIXED,
        ...(index.from === "pip" ? { UV_DEFAULT_INDEX: index.address } : {}),
        ...(sys.env.get("SSL_CERT_FILE") === undefined && sys.env.get("PIP_CERT") !== undefined ? { SSL_CERT_FILE: sys.env.get("PIP_CERT") } : {}),
    };
};


/***/ }),

/***/ 3305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ explain)
});

// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(9245);
;// CONCATENATED MODULE: ./lib/src/resolve/derivation.js
const VERSIONS = String.raw `(?:(?:[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)`;
const NAME = String.raw `[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^\]]*\])?`;
const RANGE = `${VERSIONS}(?:,${VERSIONS})*`;
const TERM = `${NAME}(?:${RANGE}(?:\\|\\|${RANGE})*)?`;
const LIST = `(?: ${NAME}${RANGE})+`;
/** One line, without markers, with each list of versions as one term, so that the rest can be read by words. */
const oneLine = (text) => {
    const flat = text.replace(/\{[^}]*\}/g, "").replace(/\s+/g, " ");
    const joined = (list) => {
        const terms = list.trim().split(" ");
        const name = /^[^=~!<>]+/.exec(terms[0] ?? "")?.[0] ?? "";
        return ` ${name}${terms.map((term) => term.slice(name.length)).join("||")}`;
    };
    return flat
        .replace(new RegExp(`(?:all|one) of:(${LIST})`, "g"), (_, list) => joined(list).trimStart())
        .replace(/only the following versions of \S+ are available:(?: \S+?[=~!<>]\S+)+/g, "only some are available")
        .replace(/all versions of /g, "")
        .replace(/ ,/g, ",")
        .replace(/\.(?= |$)/g, " .");
};
const termOf = (text) => {
    const [, name = "", , range = ""] = /^([^[=~!<>]+)(\[[^\]]*\])?(.*)$/.exec(text) ?? [];
    return { name, range };
};
const FOLLOWS = String.raw `(?! (?:depends?|has|have|is|are|was|cannot|does|require|know|can)\b)(?![\w.=<>*|\[-]|,\S)`;
/** `A depends on B and C`: every B and C, but not the subject of the next statement. */
const needs = (line) => [...line.matchAll(new RegExp(`(${TERM}) depends? on (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, who = "", first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => {
    if (what.startsWith("Python"))
        return { kind: "needs-python", who: termOf(who), range: termOf(what).range };
    return { kind: "needs", who: termOf(who), what: termOf(what) };
}));
const simple = (line, pattern, make) => [...line.matchAll(new RegExp(pattern, "g"))].map((match) => make(termOf(match[1] ?? ""), match));
const asked = (line) => [...line.matchAll(new RegExp(`you require (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => ({ kind: "asked", what: termOf(what) })));
const TAG_HINT = /wheels for `([^`]+)` \(v[^)]*\) with the following Python \w+ tags?: ((?:`[^`]+`(?:, )?)+)/g;
const PLATFORM_HINT = /Wheels are available for `([^`]+)` \(v[^)]*\) on the following platforms?: ((?:`[^`]+`(?:, )?)+)/g;
const quoted = (list) => [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
const builtOf = (hints) => {
    const built = new Map();
    const of = (name) => {
        const entry = built.get(name) ?? { pythons: [], platforms: [] };
        built.set(name, entry);
        return entry;
    };
    for (const [, name = "", tags = ""] of hints.matchAll(TAG_HINT))
        of(name).pythons.push(...quoted(tags).flatMap((tag) => /^cp3(\d+)$/.exec(tag)?.[1] ?? []).map((minor) => `3.${minor}`));
    for (const [, name = "", platforms = ""] of hints.matchAll(PLATFORM_HINT))
        of(name).platforms.push(...quoted(platforms));
    return built;
};
/** Reads uv's account of why nothing fits. What it does not know it leaves out: an answer may have no facts. */
const readDerivation = (text) => {
    const [account = "", ...hints] = text.split(/^hint: /m);
    const line = oneLine(account);
    const premises = line.replace(/,? we can conclude that .*? \.(?= |$)/g, " ;");
    const found = [
        ...needs(premises),
        ...needs(line).map((fact) => (fact.kind === "needs" ? { ...fact, derived: true } : fact)),
        ...simple(line, `(${TERM}) ha(?:s|ve) no usable wheels`, (who) => ({ kind: "no-wheels", who })),
        ...simple(line, `(${TERM}) ha(?:s|ve) no wheels with a matching (Python|platform)`, (who, match) => ({ kind: "no-tag", who, tag: match[2] === "platform" ? "platform" : "python" })),
        ...simple(line, `(${TERM}) was not found in`, (who) => ({ kind: "missing", name: who.name })),
        ...simple(line, `there (?:is|are) no versions? of (${TERM})`, (who) => ({ kind: "no-version", who })),
        ...simple(line, `only (${TERM}) is available`, (who) => ({ kind: "only", who })),
        ...asked(line),
    ];
    const facts = [...new Map(found.toReversed().map((fact) => [JSON.stringify({ ...fact, derived: undefined }), fact])).values()].toReversed();
    return { facts, asked: [...new Set(facts.flatMap((fact) => (fact.kind === "asked" ? [fact.what.name] : [])))], built: builtOf(hints.join("\n")) };
};

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(9687);
;// CONCATENATED MODULE: ./lib/src/resolve/ranges.js

/** A range of versions as uv writes it: `>=1,<2`, alternatives joined by `||`, empty for all. */
const alternatives = (range) => range.split("||");
/** `==1.2.*` in a form that pre-releases of 1.2 satisfy too, as uv means it. */
const matches = (version, range) => alternatives(range).some((one) => one === "" || (0,pep440/* satisfies */.ib)(version, one, { prereleases: true }));
/** Versions at and beside every bound that a range names. */
const bounds = (range) => [...range.matchAll(/(?:[=~!<>]=|[<>])([0-9][A-Za-z0-9._+!-]*?)(?:\.\*)?(?=,|\||$)/g)].flatMap(([, version = ""]) => {
    const plain = version.replace(/(?:\.dev|a|b|rc)\d+$/, "");
    return [version, plain, `${plain}.1`, `${plain}.0.1`, `${plain}.99999`];
});
/** Whether no version can be in both ranges. Looks at the bounds and close by, which is enough for ranges that packages write. */
const disjoint = (a, b) => {
    if (a === "" || b === "")
        return false;
    const probes = ["0.0.1", "99999", ...bounds(a), ...bounds(b)];
    return !probes.some((version) => matches(version, a) && matches(version, b));
};
/** Whether newer releases are always in it. */
const isOpen = (range) => matches("99999", range);
/** Whether a version is in a range. */
const contains = (range, version) => matches(version, range);
const plain = (version) => version.replace(/\.\*$/, "").replace(/(?:\.dev|a|b|rc)\d+$/, "");
/** `>=26.4.0` -> `26.4.0 or newer`. Of several alternatives the last one is told. */
const rangeWords = (range) => {
    const parts = (alternatives(range).at(-1) ?? "").split(",").flatMap((part) => {
        const [, operator = "", version = ""] = /^([=~!<>]=|[<>])(.*)$/.exec(part) ?? [];
        return operator === "" ? [] : [{ operator, version: plain(version) }];
    });
    const exact = parts.find(({ operator }) => operator === "==");
    const least = parts.find(({ operator }) => operator === ">=" || operator === ">" || operator === "~=");
    const most = parts.find(({ operator }) => operator === "<=" || operator === "<");
    if (exact !== undefined)
        return exact.version;
    const limit = most === undefined ? undefined : most.operator === "<" ? `below ${most.version}` : most.version;
    if (least !== undefined && limit !== undefined)
        return least.version === most?.version ? least.version : `${least.version} to ${limit}`;
    if (least !== undefined)
        return `${least.operator === ">" ? "newer than " : ""}${least.version}${least.operator === ">" ? "" : " or newer"}`;
    if (most !== undefined)
        return most.operator === "<" ? `below ${most.version}` : `up to ${most.version}`;
    return "";
};

;// CONCATENATED MODULE: ./lib/src/resolve/story.js


const termOfRequirement = (text) => {
    const [, name = "", , range = ""] = /^([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text) ?? [];
    return { name: name.toLowerCase(), range: range.replace(/\s/g, "") };
};
const makeStory = (derivation, question) => {
    const wanted = question.requirements.map(termOfRequirement);
    const names = new Set(wanted.map(({ name }) => name));
    return { derivation, question, wanted, cell: question.constraints.map(termOfRequirement), together: derivation.asked.filter((name) => names.has(name)) };
};
/** uv writes a constraint as if each package needed it. */
const fromCell = (story, { what }) => story.cell.some(({ name, range }) => name === what.name && range === what.range);
/** A conclusion about more releases than the fact it rests on: true in this cell, and odd to read. */
const isWidened = (fact, all) => fact.derived === true && all.some((other) => other.derived !== true && other.who.name === fact.who.name && other.what.name === fact.what.name && other.what.range === fact.what.range);
/** What packages themselves need, in uv's order. */
const ownNeeds = (story) => {
    const all = story.derivation.facts.filter((fact) => fact.kind === "needs").filter((fact) => !fromCell(story, fact));
    return all.filter((fact) => !isWidened(fact, all));
};
/** What packages need that the cell's CUDA does not allow. */
const againstCell = (story) => ownNeeds(story).filter(({ what }) => story.cell.some(({ name, range }) => name === what.name && disjoint(range, what.range)));
/** Releases that the cell's CUDA rules out have no part in a quarrel between packages. */
const stillPossible = (story) => {
    const ruledOut = againstCell(story);
    return ownNeeds(story).filter((fact) => !ruledOut.some(({ who }) => who.name === fact.who.name && (who.range === fact.who.range || !disjoint(who.range || ">=0", fact.who.range || ">=0"))));
};
/** The package that was asked for and brings `term` along, if it was not asked for itself. */
const bringer = (story, term) => {
    if (story.wanted.some(({ name }) => name === term.name))
        return undefined;
    const bring = stillPossible(story).filter(({ what }) => what.name === term.name && !disjoint(what.range, term.range));
    return (bring.find(({ who }) => story.together.includes(who.name)) ?? bring.find(({ who }) => story.wanted.some(({ name }) => name === who.name)))?.who.name;
};
/** `==12.8.93`, but not `==26.2.*`: such a need leaves no room for anything else. */
const isExact = (range) => /^==[^*|,]+$/.test(range);
const CUDA_PARTS = /^(?:cuda-|nvidia-)/;
const score = (story, { one, other }) => {
    const side = ({ who, what }) => {
        const asked = story.together.includes(who.name) ? 4 : bringer(story, who) === undefined ? 0 : 2;
        return asked + (isOpen(who.range) ? 2 : 0) + (isExact(what.range) ? 3 : 0);
    };
    return side(one) + side(other) + (CUDA_PARTS.test(one.what.name) ? 1 : 0);
};
const versionsIn = ({ one, other }, open) => [one, other].filter(({ who }) => isOpen(who.range) === open).map(({ who }) => /([0-9][0-9.]*)[^0-9]*$/.exec(who.range)?.[1] ?? "0").sort((a, b) => (0,versions/* compareVersions */.Zy)(b, a));
const firstDifference = (a, b) => (0,versions/* compareVersions */.Zy)(a[0] ?? "0", b[0] ?? "0") || (0,versions/* compareVersions */.Zy)(a[1] ?? "0", b[1] ?? "0");
/** `26.4 or newer` says more than `26.10 or newer`; of single releases the newest says most. */
const widerFirst = (a, b) => firstDifference(versionsIn(a, true), versionsIn(b, true)) || firstDifference(versionsIn(b, false), versionsIn(a, false));
/** Quarrels between two packages over a third, the most telling first. */
const pairs = (story) => {
    const needs = stillPossible(story);
    const found = needs.flatMap((one, at) => needs
        .slice(at + 1)
        .filter((other) => other.what.name === one.what.name && other.who.name !== one.who.name && disjoint(one.what.range, other.what.range))
        .map((other) => ({ one, other })));
    return found
        .map((pair) => ({ pair, points: score(story, pair) }))
        .sort((a, b) => b.points - a.points || widerFirst(a.pair, b.pair))
        .map(({ pair }) => pair);
};
/** A need that the request itself stands against: `torchvision` needs torch 2.6.0, and another torch is asked for. */
const againstRequest = (story) => ownNeeds(story)
    .flatMap((need) => story.wanted.filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range)).map((wanted) => ({ need, wanted })))
    .sort((a, b) => Number(isOpen(b.need.who.range)) - Number(isOpen(a.need.who.range)));

;// CONCATENATED MODULE: ./lib/src/resolve/explain.js




const only = (story, kind) => story.derivation.facts.filter((fact) => fact.kind === kind);
/** `cuml-cu12 26.4.0 or newer` */
const words = ({ name, range }) => (range === "" ? name : `${name} ${rangeWords(range)}`);
const wantedAs = (story, name) => story.wanted.find((term) => term.name === name) ?? { name, range: "" };
const missing = (story) => {
    const name = only(story, "missing")[0]?.name;
    return name === undefined ? undefined : { code: "package-missing", sentences: [`The package index has no package named ${name}.`], packages: [name] };
};
const noVersion = (story) => {
    const who = only(story, "no-version")[0]?.who;
    return who === undefined ? undefined : { code: "version-missing", sentences: [`The package index has no ${words(who)}.`], packages: [who.name] };
};
const tooNew = (story) => {
    const found = only(story, "only").flatMap(({ who }) => story.wanted.filter(({ name, range }) => name === who.name && disjoint(range, who.range)).map((wanted) => ({ who, wanted })))[0];
    if (found === undefined)
        return undefined;
    return { code: "version-missing", sentences: [`The package index has only ${words(found.who)}, and ${words(found.wanted)} is asked for.`], packages: [found.who.name] };
};
const askedTwice = (story) => {
    const [first, second] = story.wanted.filter(({ name }) => name === story.together[0]);
    if (story.together.length !== 1 || first === undefined || second === undefined)
        return undefined;
    return { code: "asked-twice", sentences: [`${words(first)} and ${words(second)} are asked for at once.`], packages: [first.name] };
};
const cellCuda = (story) => rangeWords(story.cell.find(({ name }) => name === "cuda-toolkit")?.range ?? story.cell[0]?.range ?? "");
const minor = (range) => rangeWords(range).split(".").slice(0, 2).join(".");
/** Packages of one name whose builds are all for other CUDAs. */
const otherCuda = (story) => {
    const name = story.together[0];
    const facts = againstCell(story).filter(({ who }) => who.name === name);
    if (story.together.length !== 1 || name === undefined || facts.length === 0)
        return undefined;
    const cuda = cellCuda(story);
    const known = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(versions/* compareVersions */.Zy);
    const near = [known.filter((one) => (0,versions/* compareVersions */.Zy)(one, cuda) < 0).at(-1), known.find((one) => (0,versions/* compareVersions */.Zy)(one, cuda) > 0)].filter((one) => one !== undefined);
    const wanted = wantedAs(story, name);
    const sentence = facts.length === 1 && wanted.range.startsWith("==")
        ? `${words(wanted)} is built for CUDA ${known[0]}, and this cell has CUDA ${cuda}.`
        : `No ${words(wanted)} on the package index is built for CUDA ${cuda}; the nearest builds are for CUDA ${near.join(" and ")}.`;
    return { code: "no-build-for-cuda", sentences: [sentence], packages: [name] };
};
const pythonSentence = (story, who) => {
    const asked = story.question.python;
    const needs = only(story, "needs-python").find((fact) => fact.who.name === who.name && fact.who.range === who.range);
    if (needs !== undefined)
        return `${words(who)} needs Python ${rangeWords(needs.range)}, and this cell has Python ${asked}.`;
    const built = [...(story.derivation.built.get(who.name)?.pythons ?? [])].sort(versions/* compareVersions */.Zy);
    const [oldest, newest] = [built[0], built.at(-1)];
    if (oldest !== undefined && (0,versions/* compareVersions */.Zy)(asked, oldest) < 0)
        return `${words(who)} needs Python ${oldest} or newer, and this cell has Python ${asked}.`;
    if (oldest !== undefined && newest !== undefined && (0,versions/* compareVersions */.Zy)(asked, newest) > 0)
        return `${words(who)} has no build for Python ${asked}; its builds are for Python ${oldest} to ${newest}.`;
    return `${words(who)} has no build for Python ${asked}.`;
};
const platformSentence = (story, who) => {
    const least = (story.derivation.built.get(who.name)?.platforms ?? []).map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", ".")).filter((one) => one !== undefined).sort(versions/* compareVersions */.Zy)[0];
    const asked = /manylinux_(2_\d+)$/.exec(story.question.platform)?.[1]?.replace("_", ".");
    if (least === undefined || asked === undefined)
        return `${words(who)} has no build for this platform.`;
    return `${words(who)} needs a system with glibc ${least} or newer, and this cell has glibc ${asked}.`;
};
/** Also true of packages that have no wheels at all, which uv does not tell apart. */
const noWheels = (story, who) => `${words(who)} has no wheels for Python ${story.question.python} on the package index.`;
const OLDER = "Older releases have no wheels for it.";
/** Why releases of one package cannot be installed here, newest first; without a say about other packages. */
const uninstallable = (story, name) => {
    const tags = [...only(story, "needs-python").map(({ who }) => ({ who, tag: "python" })), ...only(story, "no-tag")].filter(({ who }) => who.name === name);
    const wanted = wantedAs(story, name);
    if (!isOpen(wanted.range) && !wanted.range.includes("==") && tags.some(({ tag }) => tag === "python"))
        return [pythonSentence(story, wanted)];
    const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
    const stubs = only(story, "no-wheels").some(({ who }) => who.name === name);
    if (newest === undefined)
        return stubs ? [noWheels(story, wanted)] : [];
    return [newest.tag === "python" ? pythonSentence(story, newest.who) : platformSentence(story, newest.who), ...(stubs ? [OLDER] : [])];
};
const single = (story) => {
    const [name, ...others] = story.together;
    if (name === undefined || others.length > 0)
        return undefined;
    const sentences = uninstallable(story, name);
    if (sentences.length === 0)
        return undefined;
    const code = sentences[0] === noWheels(story, wantedAs(story, name)) ? "no-wheels" : sentences[0]?.includes("Python") === true ? "no-build-for-python" : sentences[0]?.includes("glibc") === true ? "no-build-for-platform" : "no-wheels";
    return { code, sentences: sentences.slice(0, 2), packages: [name] };
};
const side = (story, { who }) => {
    const through = bringer(story, who);
    return through === undefined ? words(who) : `${words(who)} (for ${through})`;
};
const pairSentence = (story, { one, other }) => `${side(story, one)} needs ${words(one.what)}, and ${side(story, other)} needs ${rangeWords(other.what.range)}.`;
/** First the side that leaves no room, then the one that may give way. */
const ordered = (story, { one, other }) => {
    const firm = ({ who, what }) => (story.together.includes(who.name) ? 4 : 0) + (isExact(what.range) ? 2 : 0) + (isOpen(who.range) ? 0 : 1);
    return firm(other) > firm(one) ? { one: other, other: one } : { one, other };
};
const sameSides = (a, b) => {
    const sides = ({ one, other }) => [one.who.name, other.who.name].sort().join(" ");
    return sides(a) === sides(b);
};
/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (story, name, told) => {
    const found = only(story, "no-tag")
        .filter(({ who }) => who.name === name && /^(?:>=|==)/.test(who.range) && (told.name !== name || disjoint(who.range, told.range)))
        .sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
    if (found === undefined)
        return undefined;
    return found.tag === "python" ? pythonSentence(story, found.who) : platformSentence(story, found.who);
};
/** What keeps the rest of the releases from being taken, beside the first quarrel. */
const second = (story, first, all) => {
    const names = [first.one.who.name, first.other.who.name];
    const yielding = bringer(story, first.other.who) ?? first.other.who.name;
    const asked = ({ who }) => story.together.includes(who.name);
    const others = all.filter((pair) => !sameSides(pair, first));
    const further = others.filter(({ one, other }) => asked(one) && asked(other) && [one, other].some(({ who }) => !names.includes(who.name)));
    const rest = ({ who }) => who.name === yielding && disjoint(who.range, first.other.who.range);
    const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
    if (next !== undefined)
        return pairSentence(story, ordered(story, next));
    const tagged = otherReleases(story, yielding, first.other.who);
    if (tagged !== undefined)
        return tagged;
    const brought = ({ who }) => bringer(story, who) === yielding;
    const through = others.find(({ one, other }) => one.what.name !== first.one.what.name && ((asked(one) && brought(other)) || (asked(other) && brought(one))));
    if (through !== undefined)
        return pairSentence(story, ordered(story, through));
    const stubs = only(story, "no-wheels").find(({ who }) => who.name === yielding);
    return stubs === undefined ? undefined : noWheels(story, stubs.who);
};
const quarrel = (story) => {
    const all = pairs(story);
    const [best] = all;
    if (best === undefined)
        return undefined;
    const first = ordered(story, best);
    const next = second(story, first, all);
    const named = [first.other.who, first.one.who].map((who) => bringer(story, who) ?? who.name);
    return { code: "packages-disagree", sentences: [pairSentence(story, first), ...(next === undefined ? [] : [next])], packages: [...new Set([...named, ...story.together])] };
};
const request = (story) => {
    const [found] = againstRequest(story);
    if (found === undefined)
        return undefined;
    const { need, wanted } = found;
    return { code: "packages-disagree", sentences: [`${words(need.who)} needs ${words(need.what)}, and ${words(wanted)} is asked for.`], packages: [need.who.name, wanted.name] };
};
/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
const deep = (story) => {
    const bare = [...only(story, "no-wheels"), ...only(story, "no-tag")].find(({ who }) => !story.wanted.some(({ name }) => name === who.name));
    const by = ownNeeds(story).find(({ what }) => what.name === bare?.who.name);
    if (bare === undefined || by === undefined)
        return undefined;
    const through = ownNeeds(story).find(({ who, what }) => what.name === by.who.name && story.together.includes(who.name));
    const sentences = [`${words(by.who)} needs ${bare.who.name}, which has no wheels for Python ${story.question.python} on the package index.`];
    if (through !== undefined)
        sentences.push(`${words(through.who)} needs ${words(through.what)}.`);
    return { code: "no-wheels", sentences, packages: [through?.who.name ?? by.who.name] };
};
const fallback = (story) => {
    const names = story.together.slice(0, 6);
    const sentence = names.length < 2 ? `The package index has nothing that fits ${names[0] ?? "what is asked"} in this cell.` : `These packages cannot be had together in this cell: ${names.join(", ")}.`;
    return { code: "packages-disagree", sentences: [sentence], packages: names };
};
const TELLERS = [missing, noVersion, tooNew, askedTwice, otherCuda, request, single, quarrel, deep];
/** uv's account of a conflict in at most two sentences of at most 25 words, without its own words for things; uv's text goes along as `detail`. */
const explain = (text, question) => {
    const story = makeStory(readDerivation(text), question);
    let told;
    for (const teller of TELLERS)
        told ??= teller(story);
    const { code, sentences, packages } = told ?? fallback(story);
    return { reasons: [{ code, message: sentences.join(" "), source: "resolver", detail: text }], packages };
};


/***/ }),

/***/ 6300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DU: () => (/* binding */ addedIndexes),
/* harmony export */   Zn: () => (/* binding */ uvConfigFiles),
/* harmony export */   sM: () => (/* binding */ defaultIndex)
/* harmony export */ });
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(911);

const configFolders = (sys) => [
    sys.env.get("XDG_CONFIG_HOME") || `${sys.env.home}/.config`,
    ...(sys.env.get("XDG_CONFIG_DIRS") || "/etc/xdg").split(":"),
    "/etc",
];
const hasIndex = (text) => {
    try {
        const settings = (0,smol_toml__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text);
        const pip = settings["pip"];
        const nested = typeof pip === "object" && pip !== null && !Array.isArray(pip) && ("index-url" in pip || "index" in pip);
        return nested || "index" in settings || "index-url" in settings;
    }
    catch {
        return true; // uv will say what is wrong with it
    }
};
/** Files with settings of uv that the user or the machine's owner wrote, strongest first. */
const uvConfigFiles = async (sys) => {
    const named = sys.env.get("UV_CONFIG_FILE");
    const candidates = named === undefined ? configFolders(sys).map((folder) => `${folder}/uv/uv.toml`) : [named];
    const found = [];
    if (sys.env.get("UV_NO_CONFIG") !== undefined && named === undefined)
        return found;
    for (const file of candidates) {
        const text = await sys.files.readText(file);
        if (text !== undefined)
            found.push({ file, hasIndex: hasIndex(text) });
    }
    return found;
};
/** `index-url` of pip's files, the strongest that names one; pip's sections other than [global] and [download] are for other commands. */
const fromPipFile = (text) => {
    let section = "";
    for (const line of text.split("\n")) {
        const head = /^\s*\[(.+)\]\s*$/.exec(line);
        if (head?.[1] !== undefined)
            section = head[1].trim();
        const value = /^\s*index[-_]url\s*[=:]\s*(\S+)\s*$/.exec(line)?.[1];
        if (value !== undefined && (section === "global" || section === "download"))
            return value;
    }
    return undefined;
};
const fromPip = async (sys) => {
    const variable = sys.env.get("PIP_INDEX_URL");
    if (variable)
        return variable;
    const named = sys.env.get("PIP_CONFIG_FILE");
    const [user, ...machine] = configFolders(sys);
    const files = [...(named === undefined ? [] : [named]), `${user}/pip/pip.conf`, `${sys.env.home}/.pip/pip.conf`, ...machine.map((folder) => `${folder}/pip/pip.conf`), "/etc/pip.conf"];
    for (const file of files) {
        const address = fromPipFile((await sys.files.readText(file)) ?? "");
        if (address !== undefined)
            return address;
    }
    return undefined;
};
/** The package index that this machine's owner wants asked: uv's own settings first, then pip's, then uv's default. */
const defaultIndex = async (sys) => {
    const variable = sys.env.get("UV_DEFAULT_INDEX") || sys.env.get("UV_INDEX_URL");
    if (variable)
        return { from: "uv", address: variable };
    const file = (await uvConfigFiles(sys)).find((found) => found.hasIndex);
    if (file !== undefined)
        return { from: "uv.toml", file: file.file };
    const pip = await fromPip(sys);
    return pip === undefined ? { from: "builtin" } : { from: "pip", address: pip };
};
/** Indexes that the environment adds to every question. */
const addedIndexes = (sys) => [sys.env.get("UV_INDEX"), sys.env.get("UV_EXTRA_INDEX_URL")].flatMap((value) => (value ?? "").split(/\s+/)).filter((value) => value !== "");


/***/ }),

/***/ 822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ lockKey),
/* harmony export */   a8: () => (/* binding */ makeLock),
/* harmony export */   c7: () => (/* binding */ questionKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

const sha256 = (value) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(JSON.stringify(value)).digest("hex");
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/** sha256 over everything that is asked; the order of requirements and constraints does not count, that of indexes does. */
const questionKey = (question) => sha256([
    "question",
    1,
    [...new Set(question.requirements)].sort(byCodeUnit),
    [...new Set(question.constraints)].sort(byCodeUnit),
    question.python,
    question.platform,
    question.indexes,
]);
/** sha256 over the question and the wheels; not over sizes, dates or tool versions, which may differ between two runs that chose the same. */
const lockKey = (question, wheels) => sha256(["lock", 1, questionKey(question), wheels.map(({ name, version, file, sha256: digest }) => [name, version, file, digest])]);
/** A lock with its key; wheels are sorted by name. */
const makeLock = (question, wheels, made) => {
    const sorted = [...wheels].sort((a, b) => byCodeUnit(a.name, b.name));
    return { format: 1, key: lockKey(question, sorted), question, created: made.created, uv: made.uv, wheels: sorted };
};


/***/ }),

/***/ 8676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ encodeAptLock),
/* harmony export */   Cc: () => (/* binding */ decodeLock),
/* harmony export */   Kk: () => (/* binding */ encodeLock),
/* harmony export */   Qk: () => (/* binding */ aptLockFileName),
/* harmony export */   R4: () => (/* binding */ decodeAptLock),
/* harmony export */   x5: () => (/* binding */ lockFileName)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4377);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(822);




const hex64 = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/, "expected 64 hex digits");
const names = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP());
const questionDecoder = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ requirements: names, constraints: names, python: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^\d+\.\d+$/, "expected a Python like 3.12"), platform: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), indexes: names });
const wheelDecoder = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a normalised package name"),
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    file: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[A-Za-z0-9._+!-]+\.whl$/, "expected the file name of a wheel"),
    sha256: hex64,
    download: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().min(0),
});
const lockDecoder = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ format: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1), key: hex64, uv: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), created: zod__WEBPACK_IMPORTED_MODULE_4__/* .datetime */ .w$(), question: questionDecoder, wheels: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(wheelDecoder) });
const aptPackage = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[a-z0-9][a-z0-9+.-]+$/, "expected the name of an apt package"), version: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(), sha256: hex64.optional() });
const aptDecoder = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    format: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    release: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    asOf: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date like 2026-11-21"),
    snapshot: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^\d{8}T\d{6}Z$/, "expected a snapshot like 20261121T000000Z").optional(),
    packages: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(aptPackage),
});
/** `py3.12-<first 12 of the question's key>.json` */
const lockFileName = (question) => `py${question.python}-${(0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .questionKey */ .c7)(question).slice(0, 12)}.json`;
/** `apt-<release>.json` */
const aptLockFileName = (release) => `apt-${release}.json`;
/** Each package on a line of its own, so that a diff shows what changed and nothing else. */
const text = (head, listName, list) => {
    const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  ")},\n`);
    const items = list.map((item) => `    {${Object.entries(item).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(", ")}}`);
    return `{\n${fields.join("")}  ${JSON.stringify(listName)}: [${items.length === 0 ? "" : `\n${items.join(",\n")}\n  `}]\n}\n`;
};
/** The text of a committed lock: the same lock gives the same bytes. */
const encodeLock = ({ format, key, question, created, uv, wheels }) => text({ format, key, uv, created, question: { requirements: question.requirements, constraints: question.constraints, python: question.python, platform: question.platform, indexes: question.indexes } }, "wheels", wheels.map(({ name, version, file, sha256, download }) => ({ name, version, file, sha256, download })));
/** The text of a committed apt lock. */
const encodeAptLock = ({ release, asOf, snapshot, packages }) => text({ format: 1, release, asOf, ...(snapshot === undefined ? {} : { snapshot }) }, "packages", [...packages].sort((a, b) => (a.name < b.name ? -1 : 1)));
/** Where a value stands; the file is read a second time, with positions, only when something in it is wrong. */
const placeOf = (content, file, path) => {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(content, { lineCounter: lines, keepSourceTokens: true });
    const fault = document.errors[0]?.pos[0];
    for (let depth = path.length; depth >= 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true);
        const start = fault ?? (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : undefined);
        if (start !== undefined) {
            const { line, col } = lines.linePos(start);
            return { file, line, column: col };
        }
    }
    return { file, line: 1, column: 1 };
};
const REMAKE = "Make it anew: dl-env lock --update";
const decode = (decoder, content, file) => {
    let value;
    try {
        value = JSON.parse(content);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "lock-file", message: "This lock is not JSON.", place: placeOf(content, file, []), hint: REMAKE }, { cause: error });
    }
    const decoded = decoder.safeParse(value);
    if (decoded.success)
        return decoded.data;
    const [first, ...rest] = decoded.error.issues.map(({ path, message }) => ({
        code: "lock-file",
        message: `${path.join(".") || "The file"}: ${message}.`,
        place: placeOf(content, file, path),
        hint: REMAKE,
    }));
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)(first ?? { code: "lock-file", message: "This lock cannot be read.", hint: REMAKE }, { more: rest });
};
/** Reads a committed lock. `file` is for messages; codes `lock-file` (not a lock) and `lock-changed` (edited after it was written). */
const decodeLock = (content, file) => {
    const { format, key, uv, created, question, wheels } = decode(lockDecoder, content, file);
    if ((0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .lockKey */ .TL)(question, wheels) !== key) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "lock-changed", message: "This lock was changed after dl-env wrote it: its key does not fit what it holds.", place: placeOf(content, file, ["key"]), hint: REMAKE });
    }
    return { format, key, question, created, uv, wheels };
};
/** Reads a committed apt lock; code `lock-file`. */
const decodeAptLock = (content, file) => {
    const { release, asOf, snapshot, packages } = decode(aptDecoder, content, file);
    return {
        release,
        asOf,
        ...(snapshot === undefined ? {} : { snapshot }),
        packages: packages.map(({ name, version, sha256 }) => ({ name, ...(version === undefined ? {} : { version }), ...(sha256 === undefined ? {} : { sha256 }) })),
    };
};


/***/ }),

/***/ 8078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VV: () => (/* binding */ mirrored),
/* harmony export */   wG: () => (/* binding */ REMEMBER),
/* harmony export */   wK: () => (/* binding */ namedIndexes),
/* harmony export */   zp: () => (/* binding */ indexAccess)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5071);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(992);
/* harmony import */ var _indexSettings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6300);




/** The address to ask instead: the longest key of `mirrors` that is the address' host or a whole part of its beginning decides. */
const mirrored = (address, mirrors) => {
    const rest = address.replace(/^https?:\/\//, "");
    const plain = (key) => key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
    const fits = (key) => rest === plain(key) || rest.startsWith(`${plain(key)}/`);
    const key = Object.keys(mirrors).filter(fits).sort((a, b) => plain(b).length - plain(a).length)[0];
    if (key === undefined)
        return address;
    const instead = (mirrors[key] ?? "").replace(/\/+$/, "");
    return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${rest.slice(plain(key).length)}`;
};
/** The indexes that a question names, in its order. */
const namedIndexes = (names, indexes, mirrors) => names.map((name) => {
    const index = indexes.get(name);
    if (index === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "unknown-index", message: `The catalog has no package index named ${name}.`, hint: `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: matrix/indexes.yml` });
    }
    return { name, address: mirrored(index.url, mirrors), packages: index.packages };
});
/**
 * Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no validators makes uv fetch
 * every page again for every question, 4 to 10 s each instead of 0.5 s. The setting exists only beside an address.
 */
const REMEMBER = 'cache-control = { api = "max-age=600", files = "max-age=31536000, immutable" }';
const entry = (index, isDefault) => [
    "[[index]]",
    ...(index.name === undefined ? [] : [`name = ${JSON.stringify(index.name)}`]),
    `url = ${JSON.stringify(index.address)}`,
    ...(isDefault ? ["default = true"] : []),
    REMEMBER,
    "",
].join("\n");
/** `name=https://…` is uv's way to name an index in a variable. */
const split = (address) => {
    const named = /^([A-Za-z0-9._-]+)=(.+)$/.exec(address);
    return named?.[1] !== undefined && named[2] !== undefined ? { name: named[1], address: named[2] } : { address };
};
/** Which index uv asks when nobody named one: uv itself says so. */
const builtinAddress = async (sys, uv, work) => {
    const file = `${work}/none.in`;
    await sys.files.write(file, "");
    const { stdout } = await sys.processes.run([uv.path, "pip", "compile", "--quiet", "--no-header", "--emit-index-url", file], { cwd: work, env: await (0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .uvEnvironment */ .d)(sys) });
    return /^--index-url (https?:\S+)$/m.exec(stdout)?.[1];
};
/** `fresh` asks the index anew for everything, as after `lock --update`. `work` is a private folder. */
const indexAccess = async (sys, uv, work, fresh) => {
    const settings = await (0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .uvEnvironment */ .d)(sys);
    const theirs = await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultIndex */ .sM)(sys);
    const added = (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .addedIndexes */ .DU)(sys);
    const plain = (named) => Promise.resolve(named.length === 0 ? settings : { ...settings, UV_EXTRA_INDEX_URL: undefined, UV_INDEX: [...named.map(({ name, address }) => `${name}=${address}`), ...added].join(" ") });
    if (fresh || added.length > 0 || (await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .uvConfigFiles */ .Zn)(sys)).length > 0)
        return plain;
    const address = "address" in theirs ? theirs.address : await builtinAddress(sys, uv, work);
    if (address === undefined)
        return plain;
    return async (named) => {
        const text = [...named.map((index) => entry(index, false)), entry(split(address), true)].join("\n");
        const file = `${work}/uv-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex").slice(0, 12)}.toml`;
        if ((await sys.files.stat(file)) === undefined)
            await sys.files.write(file, text, 0o600);
        return { ...settings, UV_NO_CONFIG: undefined, UV_DEFAULT_INDEX: undefined, UV_INDEX_URL: undefined, UV_CONFIG_FILE: file };
    };
};


/***/ }),

/***/ 3055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ openRemembered),
/* harmony export */   n: () => (/* binding */ cacheFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2857);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);
/* harmony import */ var _indexSettings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6300);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(822);
/* harmony import */ var _lockfile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8676);






const decoder = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ asked: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig(), answer: zod__WEBPACK_IMPORTED_MODULE_5__/* .discriminatedUnion */ .gMt("kind", [zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz("locked"), lock: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }), zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz("conflict"), detail: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() })]) });
/** Folder of everything that this project keeps for this user and can make again. */
const cacheFolder = (env) => `${env.get("XDG_CACHE_HOME") || `${env.home}/.cache`}/dl-env`;
/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const surroundings = async (sys, options) => {
    const index = await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultIndex */ .sM)(sys);
    const file = index.from === "uv.toml" ? await sys.files.readText(index.file) : "address" in index ? index.address : "";
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(JSON.stringify([options.uv, index.from, file, (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_2__/* .addedIndexes */ .DU)(sys), options.mirrors])).digest("hex").slice(0, 12);
};
const decoded = (content, file, question, oldest) => {
    try {
        const { asked, answer } = decoder.parse(JSON.parse(content));
        if (asked < oldest)
            return undefined;
        // The sentences are made anew, so that a newer dl-env tells an old conflict in its own words.
        if (answer.kind === "conflict")
            return { kind: "conflict", reasons: (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .W)(answer.detail, question).reasons, detail: answer.detail };
        const lock = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeLock */ .Cc)(answer.lock, file);
        return (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .questionKey */ .c7)(lock.question) === (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .questionKey */ .c7)(question) ? { kind: "locked", lock } : undefined;
    }
    catch {
        return undefined; // half a file, or another version's: asked anew
    }
};
/** The answers kept on this machine for this index and this uv. */
const openRemembered = (sys, options) => {
    let where;
    const fileOf = async (question) => {
        where ??= surroundings(sys, options);
        return `${cacheFolder(sys.env)}/answers/${(0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .questionKey */ .c7)(question).slice(0, 32)}-${await where}.json`;
    };
    const get = async (question) => {
        const file = await fileOf(question);
        const content = await sys.files.readText(file);
        return content === undefined ? undefined : decoded(content, file, question, sys.clock.now() - options.maxAge);
    };
    const put = async (question, answer) => {
        if (answer.kind === "unreachable")
            return;
        const kept = answer.kind === "locked" ? { kind: "locked", lock: (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_4__/* .encodeLock */ .Kk)(answer.lock) } : { kind: "conflict", detail: answer.detail };
        await sys.files.write(await fileOf(question), JSON.stringify({ asked: sys.clock.now(), answer: kept }));
    };
    return { get, put };
};


/***/ }),

/***/ 3196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ab: () => (/* binding */ STAND_IN_REPOSITORY),
  MS: () => (/* binding */ lockFolder),
  fA: () => (/* binding */ openSession)
});

// UNUSED EXPORTS: sessionOf, sessionWith

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(9245);
;// CONCATENATED MODULE: ./lib/src/catalog/cuda.js

const NVIDIA = "docker.io/nvidia/cuda";
const flavorsOf = (file, images) => Object.fromEntries(Object.entries(images).map(([ubuntu, flavors]) => [ubuntu, typeof flavors === "string" ? (file.flavors[flavors] ?? []) : flavors]));
const listed = (file) => Object.entries(file.releases).map(([version, release]) => ({
    version,
    minor: (0,versions/* minorOf */.Hs)(version),
    images: flavorsOf(file, release.images),
    repository: release.repository ?? file.repository ?? NVIDIA,
    ...(release["end-of-life"] === undefined ? {} : { endOfLife: release["end-of-life"] }),
    ...(release.cudnn === undefined ? {} : { cudnn: release.cudnn }),
    digests: release.digests,
    source: release.sources.map((name) => file.sources[name] ?? name).join("; "),
}));
const standIns = (file) => {
    const standIn = file["stand-in"];
    if (standIn === undefined)
        return [];
    const { repository, images } = standIn;
    const source = file.sources[standIn.source] ?? standIn.source;
    return standIn.releases.map((version) => ({ version, minor: (0,versions/* minorOf */.Hs)(version), images, repository, digests: {}, source }));
};
/** The releases of one folder: those of the tag list, and the stand-ins, which are releases of their own. */
const cudaReleases = (folder) => {
    const file = folder.cuda?.value;
    return file === undefined ? [] : [...listed(file), ...standIns(file)];
};

;// CONCATENATED MODULE: ./lib/src/catalog/library.js
/** Drops the keys without a value, which exactOptionalPropertyTypes asks for. */
const given = (value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
/** A source is a name of matrix/sources.yml or a text of its own. */
const sourced = (entry, sources) => ({ ...entry, source: sources[entry.source] ?? entry.source });
const renamed = (entry) => {
    const { "wheel-cuda": wheelCuda, ...rest } = entry;
    return { ...rest, wheelCuda };
};
/** One trap of library.yml or traps.yml. */
const trapOf = (trap, sources) => given(renamed(sourced(trap, sources)));
/** One library.yml as facts. */
const libraryOf = (name, decoded, sources) => {
    const { value: file, folder } = decoded;
    return {
        name,
        title: file.title,
        about: file.about,
        releases: file.releases.map((entry) => given(renamed(sourced(entry, sources)))),
        limits: file.limits.map((entry) => given(renamed(sourced(entry, sources)))),
        traps: file.traps.map((entry) => trapOf(entry, sources)),
        architectures: file.architectures.map((entry) => given(sourced(entry, sources))),
        drivers: file.drivers.map((entry) => given(sourced(entry, sources))),
        gpu: file.gpu,
        bringsCudnn: file["brings-cudnn"],
        usesCudnn: file["uses-cudnn"],
        ...(file.ended === undefined ? {} : { ended: sourced(file.ended, sources) }),
        imports: file.imports,
        folder,
    };
};

;// CONCATENATED MODULE: ./lib/src/catalog/sets.js
/** Libraries of a set, those of the set it extends first; a loop of extensions ends where it meets itself. */
const flat = (name, sets, seen = []) => {
    const set = sets[name];
    if (set === undefined || seen.includes(name))
        return [];
    const below = set.extends === undefined ? [] : flat(set.extends, sets, [...seen, name]);
    return [...new Set([...below, ...set.libraries])];
};
/** The sets of all folders; a folder's set may extend one of the built-in catalog. */
const setsOf = (folders) => {
    const sets = Object.assign({}, ...folders.map((folder) => folder.sets?.value.sets ?? {}));
    return {
        sets: new Map(Object.keys(sets).map((name) => [name, flat(name, sets)])),
        every: [...new Set(folders.flatMap((folder) => folder.sets?.value.every ?? []))],
    };
};

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./lib/src/catalog/decode.js



/** The choice that was most likely meant, or undefined when none is near. */
const meant = (written, choices) => {
    const list = [...choices];
    if (list.length === 0)
        return undefined;
    const near = (0,mod/* closest */.kp)(written.toLowerCase(), list);
    return (0,mod/* distance */.Io)(written.toLowerCase(), near) <= Math.min(Math.max(2, Math.floor(written.length / 3)), written.length - 1) ? near : undefined;
};
/** `a, b or c`; with `limit`, the first of them. */
const oneOf = (choices, limit = 20) => {
    const shown = choices.slice(0, limit);
    if (choices.length > limit)
        return `${shown.join(", ")}, …`;
    return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
};
const defOf = (schema) => schema._zod.def;
/** The schemas a value at the end of `path` may have, through optionals, defaults, pipes and unions. */
const schemasAt = (schema, path) => {
    const def = defOf(schema);
    const inner = def.innerType ?? (def.type === "pipe" ? def.in : undefined);
    if (inner !== undefined)
        return schemasAt(inner, path);
    if (def.type === "union")
        return (def.options ?? []).flatMap((option) => schemasAt(option, path));
    const [head, ...rest] = path;
    if (head === undefined)
        return [schema];
    const next = def.shape?.[String(head)] ?? def.element ?? def.valueType;
    return next === undefined ? [] : schemasAt(next, rest);
};
const keysAt = (schema, path) => schemasAt(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {}));
const KINDS = { object: "a map of keys and values", record: "a map of keys and values", array: "a list", string: "a text", map: "a map of keys and values" };
const dotted = (path) => path.map(String).join(".");
const foundText = (value) => {
    if (value === undefined)
        return "nothing";
    if (Array.isArray(value))
        return "a list";
    if (typeof value === "object")
        return "a map of keys and values";
    return typeof value === "string" && value !== "" ? `\`${value}\`` : "nothing";
};
const valueAt = (value, path) => {
    let found = value;
    for (const key of path)
        found = typeof found === "object" && found !== null ? found[key] : undefined;
    return found;
};
const unknownKeys = (issue, schema, yaml) => issue.keys.map((key) => {
    const known = keysAt(schema, issue.path);
    const near = meant(key, known);
    return {
        code: "unknown-key",
        message: `There is no key \`${dotted([...issue.path, key])}\`; expected ${oneOf(known)}.`,
        place: yaml.keyPlace([...issue.path, key]),
        hint: near === undefined ? "Remove the line." : `Did you mean: ${near}`,
    };
});
const kindText = (kind) => KINDS[kind] ?? kind;
const messageOf = (issue, schema, yaml) => {
    const name = issue.path.length === 0 ? "The file" : `\`${dotted(issue.path)}\``;
    const found = valueAt(yaml.value, issue.path);
    const expected = (text) => `${name} must be ${text}; found ${foundText(found)}.`;
    if (issue.code === "invalid_value")
        return expected(oneOf(issue.values.map(String)));
    if (issue.code === "invalid_type")
        return found === undefined ? `${name} is missing.` : expected(kindText(issue.expected));
    if (issue.code === "invalid_union") {
        if (found === undefined)
            return `${name} is missing.`;
        return expected([...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type)))].join(" or "));
    }
    return `${name} ${issue.message}; found ${foundText(found)}.`;
};
const problemsOf = (issue, schema, yaml) => {
    if (issue.code === "unrecognized_keys")
        return unknownKeys(issue, schema, yaml);
    const found = valueAt(yaml.value, issue.path);
    const near = issue.code === "invalid_value" && typeof found === "string" ? meant(found, issue.values.map(String)) : undefined;
    return [
        {
            code: issue.code !== "invalid_value" && found === undefined ? "missing-key" : "wrong-value",
            message: messageOf(issue, schema, yaml),
            place: yaml.place(issue.path),
            ...(near === undefined ? {} : { hint: `Did you mean: ${near}` }),
        },
    ];
};
/** The value without the parts that an issue complains about. */
const withoutWrong = (value, issues) => {
    const copy = structuredClone(value);
    const paths = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]));
    for (const path of paths) {
        const parent = valueAt(copy, path.slice(0, -1));
        const key = path.at(-1);
        if (key !== undefined && typeof parent === "object" && parent !== null && !Array.isArray(parent))
            delete parent[key];
    }
    return copy;
};
/** Every problem of a parsed file, and what could be decoded once the wrong parts are left out: its names can still be checked. */
const examineYaml = (schema, yaml) => {
    const result = schema.safeParse(yaml.value);
    if (result.success)
        return { data: result.data, problems: [] };
    const { issues } = result.error;
    const rest = schema.safeParse(withoutWrong(yaml.value, issues));
    return { ...(rest.success ? { data: rest.data } : {}), problems: issues.flatMap((issue) => problemsOf(issue, schema, yaml)) };
};
/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
const decodeYaml = (schema, yaml) => {
    const { data, problems } = examineYaml(schema, yaml);
    const [first, ...more] = problems;
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return data;
};

;// CONCATENATED MODULE: ./lib/src/catalog/names.js

const problemOf = ({ kind, name, known, place: at }) => {
    const near = meant(name, known);
    const place = at();
    return {
        code: "unknown-name",
        message: `There is no ${kind} \`${name}\`; the catalog has ${oneOf(known)}.`,
        place,
        hint: near === undefined ? `Add it, or remove the name from ${place.file}` : `Did you mean: ${near}`,
    };
};
const inSets = (folder, catalog) => {
    if (folder.sets === undefined)
        return [];
    const { value, yaml } = folder.sets;
    const libraries = [...catalog.libraries.keys()];
    const sets = [...catalog.sets.keys()];
    const list = (names, path) => names.map((name, index) => ({ kind: "library", name, known: libraries, place: () => yaml.place([...path, index]) }));
    return Object.entries(value.sets).flatMap(([name, set]) => [
        ...list(set.libraries, ["sets", name, "libraries"]),
        ...(set.extends === undefined ? [] : [{ kind: "set", name: set.extends, known: sets, place: () => yaml.place(["sets", name, "extends"]) }]),
    ]).concat(list(value.every, ["every"]));
};
const inLibrary = (yaml, value, catalog) => {
    const libraries = [...catalog.libraries.keys()];
    const indexes = [...catalog.indexes.keys()];
    const withs = (key) => value.value[key].flatMap((entry, at) => entry.with.map((name, index) => ({ kind: "library", name, known: libraries, place: () => yaml.place([key, at, "with", index]) })));
    const named = value.value.releases.flatMap((entry, at) => entry.index === undefined ? [] : [{ kind: "index", name: entry.index, known: indexes, place: () => yaml.place(["releases", at, "index"]) }]);
    const without = value.value.limits.flatMap((entry, at) => entry.without.map((name, index) => ({ kind: "library", name, known: libraries, place: () => yaml.place(["limits", at, "without", index]) })));
    return [...withs("releases"), ...withs("limits"), ...without, ...named];
};
const inCuda = (folder) => {
    if (folder.cuda === undefined)
        return [];
    const { value, yaml } = folder.cuda;
    const known = Object.keys(value.flavors);
    return Object.entries(value.releases).flatMap(([version, release]) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => typeof flavors === "string" ? [{ kind: "list of flavors", name: flavors, known, place: () => yaml.place(["releases", version, "images", ubuntu]) }] : []));
};
/** Names in the files that lead nowhere, each with its place. */
const danglingNames = (folders, catalog) => folders
    .flatMap((folder) => [...inSets(folder, catalog), ...[...folder.libraries.values()].flatMap((library) => inLibrary(library.yaml, library, catalog)), ...inCuda(folder)])
    .filter((reference) => !reference.known.includes(reference.name))
    .map(problemOf);

;// CONCATENATED MODULE: ./lib/src/catalog/assemble.js






const needed = (value, folder, file) => {
    if (value !== undefined)
        return value;
    throw (0,errors/* wrongRequest */.Tw)({ code: "missing-key", message: `The catalog lacks ${file}.yml.`, place: { file: `${folder.root}/${file}.yml` }, hint: "npm ci" });
};
/** The last folder that has something wins. */
const last = (folders, pick) => folders.map(pick).findLast((value) => value !== undefined);
const merged = (folders, pick) => Object.assign({}, ...folders.map((folder) => pick(folder) ?? {}));
const ubuntuOf = (folders) => Object.entries(merged(folders, (folder) => folder.ubuntu?.value)).map(([name, release]) => ({
    name,
    tag: release.tag,
    glibc: release.glibc,
    python: release.python,
    preReleasePythons: release["pre-release-pythons"],
    endOfLife: release["end-of-life"],
    source: release.source,
}));
const pythonsOf = (folders) => folders.flatMap((folder) => {
    const file = folder.pythons?.value;
    if (file === undefined)
        return [];
    return Object.entries(file.pythons).map(([version, python]) => ({
        minor: version.split(".").slice(0, 2).join("."),
        version,
        url: file.address.replaceAll("{version}", version).replaceAll("{build}", python.build),
        sha256: python.sha256,
        source: file.source,
    }));
});
const GPU_KINDS = ["datacenter", "workstation", "geforce", "jetson"];
const gpusOf = (folders) => folders.flatMap((folder) => {
    const file = folder.gpus?.value;
    return Object.entries(file?.cards ?? {}).flatMap(([computeCapability, row]) => GPU_KINDS.flatMap((kind) => row[kind].map((name) => ({
        name: name.replace(/\?$/, ""),
        computeCapability,
        architecture: row.architecture,
        kind,
        source: (name.endsWith("?") ? file?.inferred : file?.source) ?? "",
    }))));
});
const indexesOf = (folders) => new Map(Object.entries(merged(folders, (folder) => folder.indexes?.value)).map(([name, index]) => [name, { name, ...index }]));
const wheelsOf = (folders) => Object.fromEntries(Object.entries(merged(folders, (folder) => folder.cuda?.value.wheels)).map(([major, facts]) => [
    major,
    { exact: facts.exact, sameMajor: facts["same-major"], marks: facts.marks, runtime: facts.runtime, source: facts.source },
]));
const driversOf = (folders) => {
    const file = needed(last(folders, (folder) => folder.drivers?.value), folders[0], "drivers");
    return {
        minorVersion: file["minor-version"],
        shipped: file.shipped,
        requireBranches: file["require-branches"],
        requireSource: file["require-source"],
        branchEnd: file["branch-end"],
        branchSource: file["branch-source"],
        lastBranchBeforeTuring: file["last-branch-before-turing"],
        source: file.source,
    };
};
const newestOf = (folders) => {
    const file = last(folders, (folder) => folder.newest?.value);
    return { asOf: file?.["as-of"] ?? "", packages: merged(folders, (folder) => folder.newest?.value.packages), source: file?.source ?? "" };
};
/** Folders as they lie on disk -> the catalog; throws DlEnvError(2) for names that lead nowhere. */
const assemble = (folders) => {
    const [builtIn] = folders;
    const sources = merged(folders, (folder) => folder.sources?.value);
    const image = needed(last(folders, (folder) => folder.image?.value), builtIn, "image");
    const cudnn = needed(last(folders, (folder) => folder.cudnn?.value), builtIn, "cudnn");
    const catalog = {
        asOf: needed(builtIn.cuda?.value["as-of"], builtIn, "cuda"),
        cuda: folders.flatMap(cudaReleases).sort((a, b) => (0,versions/* compareVersions */.Zy)(a.version, b.version)),
        ubuntu: ubuntuOf(folders),
        pythons: pythonsOf(folders).sort((a, b) => (0,versions/* compareVersions */.Zy)(a.version, b.version)),
        libraries: new Map(folders.flatMap((folder) => [...folder.libraries].map(([name, library]) => [name, libraryOf(name, library, sources)]))),
        ...setsOf(folders),
        indexes: indexesOf(folders),
        wheels: wheelsOf(folders),
        never: merged(folders, (folder) => folder.cuda?.value.never),
        cudnn: { rows: cudnn.rows, twoCopies: cudnn["two-copies"], source: cudnn.source },
        traps: folders.flatMap((folder) => folder.traps?.value ?? []).map((trap) => trapOf(trap, sources)),
        gpus: gpusOf(folders),
        drivers: driversOf(folders),
        uv: { version: image.uv.version, wheelSha256: image.uv.sha256, wheelFile: image.uv.file },
        newest: newestOf(folders),
        laidLast: merged(folders, (folder) => folder.image?.value["laid-last"]),
        apt: image.apt,
    };
    const [first, ...more] = danglingNames(folders, catalog);
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return catalog;
};

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(9687);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./lib/src/catalog/format.js


// What the files of matrix/ look like. Every scalar arrives as text (see yaml.ts), so versions keep their digits.
const format_text = schemas/* string */.YjP().min(1, "must not be empty");
const texts = schemas/* array */.YOg(format_text);
const version = format_text.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = format_text.regex(/^\d+\.\d+\.\d+$/, "must be a version of three numbers, such as 12.8.1");
const date = format_text.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = format_text.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = format_text.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
const code = format_text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be words in lower case with hyphens");
const capability = format_text.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = format_text.regex(/^\d{3}$/, "must be a driver branch, such as 550").transform(Number);
const range = format_text.refine((value) => (0,pep440/* validRange */.Im)(value), "must be version ranges of PEP 440, such as >=12.4,<13");
/** `true` or `false`, as text; absent is false. */
const flag = schemas/* enum */.k5n(["true", "false"])
    .transform((value) => value === "true")
    .default(false);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const format_name = format_text.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = schemas/* enum */.k5n(["exact", "same-major"]);
/** A name of matrix/sources.yml or a text of its own. */
const source = format_text.meta({ description: "A name of matrix/sources.yml, or where a person can read the fact again" });
const release = schemas/* strictObject */.rej({
    cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
    python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
    with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
    "wheel-cuda": wheelCuda.optional(),
    requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
    constraints: texts.default([]),
    index: format_name.optional().meta({ description: "A name of matrix/indexes.yml, when PyPI lacks the wheels" }),
    source,
});
const limit = schemas/* strictObject */.rej({
    code,
    message: format_text.meta({ description: "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's" }),
    hint: format_text.optional(),
    cuda: range.optional(),
    python: range.optional(),
    ubuntu: texts.optional(),
    flavor: texts.optional(),
    with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
    without: texts.default([]).meta({ description: "Libraries that the set must not hold" }),
    "wheel-cuda": wheelCuda.optional(),
    from: date.optional().meta({ description: "The date from which it holds" }),
    source,
});
const trap = schemas/* strictObject */.rej({
    code,
    message: format_text,
    hint: format_text.optional(),
    package: format_text.meta({ description: "The package that a lock must not hold; `*` for any" }),
    versions: range.optional(),
    cuda: range.optional(),
    python: range.optional(),
    "wheel-cuda": wheelCuda.optional(),
    missing: format_text.optional().meta({ description: "Counts only when the lock lacks this package" }),
    beside: format_text.optional().meta({ description: "Counts only when the lock also holds this package, with an optional range" }),
    source,
});
const architectures = schemas/* strictObject */.rej({
    package: format_text,
    cuda: range.optional(),
    versions: range.optional(),
    sm: schemas/* array */.YOg(capability),
    ptx: schemas/* array */.YOg(capability),
    source,
});
const driver = schemas/* strictObject */.rej({ package: format_text, versions: range.optional(), driver: format_text, source });
/** matrix/libraries/<name>/library.yml */
const libraryFile = schemas/* strictObject */.rej({
    title: format_text,
    about: format_text,
    gpu: flag.meta({ description: "Whether its work needs a GPU" }),
    "brings-cudnn": flag.meta({ description: "Whether its wheels bring a cuDNN of their own" }),
    "uses-cudnn": flag.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
    imports: texts.min(1).meta({ description: "Names for the import check" }),
    ended: schemas/* strictObject */.rej({ last: format_text, date, message: format_text, source }).optional(),
    releases: schemas/* array */.YOg(release).min(1).meta({ description: "What it asks of an index; the first entry that matches the cell counts" }),
    limits: schemas/* array */.YOg(limit).default([]).meta({ description: "Combinations that cannot be" }),
    traps: schemas/* array */.YOg(trap).default([]).meta({ description: "What a lock must not hold although the resolver was content" }),
    architectures: schemas/* array */.YOg(architectures).default([]).meta({ description: "GPU code that the wheels carry" }),
    drivers: schemas/* array */.YOg(driver).default([]).meta({ description: "Least Linux drivers that its makers name, where that is more than the wheels' CUDA asks" }),
});
/** matrix/cuda.yml; a folder of one's own may hold only `releases`. */
const cudaFile = schemas/* strictObject */.rej({
    "as-of": date.optional(),
    repository: format_text.optional(),
    flavors: schemas/* record */.g1P(format_name, texts).default({}),
    sources: schemas/* record */.g1P(format_name, format_text).default({}),
    wheels: schemas/* record */.g1P(schemas/* string */.YjP().regex(/^\d+$/, "must be a CUDA major"), schemas/* strictObject */.rej({ exact: texts, "same-major": texts, marks: texts, runtime: format_text, source }))
        .default({}),
    never: schemas/* record */.g1P(version, format_text).default({}),
    releases: schemas/* record */.g1P(fullVersion, schemas/* strictObject */.rej({
        images: schemas/* record */.g1P(format_text, schemas/* union */.KCZ([format_text, texts])),
        repository: format_text.optional(),
        cudnn: format_text.optional(),
        "end-of-life": date.optional(),
        digests: schemas/* record */.g1P(format_text, digest).default({}),
        sources: texts.min(1),
    }))
        .default({}),
    "stand-in": schemas/* strictObject */.rej({ repository: format_text, releases: schemas/* array */.YOg(fullVersion), images: schemas/* record */.g1P(format_text, texts), source: format_text }).optional(),
});
const ubuntuFile = schemas/* record */.g1P(format_text, schemas/* strictObject */.rej({
    tag: format_text,
    glibc: version,
    python: version,
    "pre-release-pythons": schemas/* record */.g1P(version, format_text).default({}),
    "end-of-life": date,
    source,
}));
const pythonsFile = schemas/* strictObject */.rej({ source, address: format_text, pythons: schemas/* record */.g1P(fullVersion, schemas/* strictObject */.rej({ build: format_text, sha256 })) });
const cards = texts.default([]);
const gpusFile = schemas/* strictObject */.rej({
    source,
    inferred: format_text,
    cards: schemas/* record */.g1P(capability, schemas/* strictObject */.rej({ architecture: format_text, datacenter: cards, workstation: cards, geforce: cards, jetson: cards })),
});
const driversFile = schemas/* strictObject */.rej({
    source,
    "minor-version": schemas/* record */.g1P(format_text, format_text),
    shipped: schemas/* record */.g1P(fullVersion, format_text),
    "require-branches": schemas/* record */.g1P(version, schemas/* array */.YOg(branch)),
    "require-source": format_text,
    "branch-end": schemas/* record */.g1P(format_text, date),
    "branch-source": format_text,
    "last-branch-before-turing": format_text,
});
const cudnnFile = schemas/* strictObject */.rej({
    source,
    "two-copies": format_text,
    rows: schemas/* array */.YOg(schemas/* strictObject */.rej({ cudnn: range, cuda: range, driver: format_text, cards: schemas/* array */.YOg(capability) })),
});
const setsFile = schemas/* strictObject */.rej({
    every: texts.default([]),
    sets: schemas/* record */.g1P(format_name, schemas/* strictObject */.rej({ extends: format_text.optional(), libraries: texts })),
});
const indexesFile = schemas/* record */.g1P(format_name, schemas/* strictObject */.rej({ url: format_text, packages: schemas/* array */.YOg(format_name).optional().meta({ description: "Only these packages are taken from it; without it, every package that it has" }), about: format_text, source }));
const trapsFile = schemas/* array */.YOg(trap);
const sourcesFile = schemas/* record */.g1P(format_name, format_text);
const newestFile = schemas/* strictObject */.rej({ "as-of": date, source, packages: schemas/* record */.g1P(format_text, format_text) });
const imageFile = schemas/* strictObject */.rej({
    apt: texts,
    uv: schemas/* strictObject */.rej({ version: fullVersion, file: format_text, sha256, source }),
    "laid-last": schemas/* record */.g1P(format_text, schemas/* union */.KCZ([format_text, texts])).default({}),
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./lib/src/catalog/plainYaml.js
// The part of YAML that the files of matrix/ are written in: block maps and lists, flow maps and lists on one line, one-line scalars.
// The catalog is read by every command, and the whole parser takes 45 ms of a cold process for what this does in 5.
/** Thrown, and caught in this file only, where the text is more than this reader knows. */
const notPlain = new Error("not in the plain part of YAML");
const fail = () => {
    throw notPlain;
};
/** Letters and signs about which YAML and JavaScript agree, spaces and line ends among them. */
const UNCOMMON = /[^\n -~\u00a1-\u167f]/;
const linesOf = (text) => {
    if (UNCOMMON.test(text))
        fail();
    return text.split("\n").flatMap((raw) => {
        const trimmed = raw.trim();
        if (trimmed === "" || trimmed.startsWith("#"))
            return [];
        return [{ indent: raw.length - raw.trimStart().length, text: trimmed }];
    });
};
/** What may follow a value on its line. */
const onlyComment = (rest) => /^(\s*| +#.*)$/.test(rest);
const plainScalar = (text, inFlow) => {
    const first = text[0] ?? "";
    if (text === "" || "[]{}#&*!|>'\"%@`,".includes(first))
        fail();
    if ("-?:".includes(first) && (text.length === 1 || text[1] === " " || (inFlow && "[]{},".includes(text[1] ?? ""))))
        fail();
    if (/: |:$| #/.test(text) || text.startsWith("...") || text.startsWith("---") || (inFlow && /[[\]{}]/.test(text)))
        fail();
    return text;
};
const quoted = (text, start) => {
    const quote = text[start];
    const end = text.indexOf(quote ?? "", start + 1);
    if (end === -1)
        return fail();
    const value = text.slice(start + 1, end);
    // Escapes and doubled quotes are for the whole parser.
    if (value.includes("\\") || text[end + 1] === quote)
        fail();
    return { value, end: end + 1 };
};
const skipSpaces = (text, start) => {
    let at = start;
    while (text[at] === " ")
        at += 1;
    return at;
};
const setOnce = (map, key, value) => {
    if (Object.hasOwn(map, key) || key === "__proto__" || key === "<<")
        fail();
    map[key] = value;
};
/** A scalar inside brackets: it ends before a comma, a closing bracket or a colon with a space. */
const flowScalar = (text, start) => {
    if (text[start] === '"' || text[start] === "'")
        return quoted(text, start);
    let end = start;
    while (end < text.length && !",]}".includes(text[end] ?? "") && !(text[end] === ":" && " ,]}".includes(text[end + 1] ?? " ")))
        end += 1;
    return { value: plainScalar(text.slice(start, end).trim(), true), end };
};
const flowValue = (text, start) => {
    if (text[start] === "[")
        return flowList(text, start);
    if (text[start] === "{")
        return flowMap(text, start);
    return flowScalar(text, start);
};
/** After an entry: the position of the next one, or of the closing bracket. */
const afterEntry = (text, end, close) => {
    const at = skipSpaces(text, end);
    if (text[at] === ",")
        return skipSpaces(text, at + 1);
    if (text[at] !== close)
        fail();
    return at;
};
const flowList = (text, start) => {
    const value = [];
    let at = skipSpaces(text, start + 1);
    while (text[at] !== "]") {
        const entry = flowValue(text, at);
        value.push(entry.value);
        at = afterEntry(text, entry.end, "]");
    }
    return { value, end: at + 1 };
};
const flowMap = (text, start) => {
    const value = {};
    let at = skipSpaces(text, start + 1);
    while (text[at] !== "}") {
        const key = flowScalar(text, at);
        if (text[key.end] !== ":" || text[key.end + 1] !== " ")
            fail();
        const entry = flowValue(text, skipSpaces(text, key.end + 1));
        setOnce(value, key.value, entry.value);
        at = afterEntry(text, entry.end, "}");
    }
    return { value, end: at + 1 };
};
/** A value that stands on one line, with perhaps a comment behind it. */
const lineValue = (text) => {
    const first = text[0] ?? "";
    if (first === "[" || first === "{" || first === '"' || first === "'") {
        const { value, end } = flowValue(text, 0);
        return onlyComment(text.slice(end)) ? value : fail();
    }
    const comment = text.indexOf(" #");
    return plainScalar(comment === -1 ? text : text.slice(0, comment).trimEnd(), false);
};
const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_.][^:#"'[\]{},&*!|>%@`]*)):(?: +(.*))?$/;
const isEntry = (line) => line !== undefined && line.text.startsWith("- ");
/** What stands below a key or a dash that has nothing on its own line. */
const below = (cursor, indent) => {
    const next = cursor.lines[cursor.at];
    if (next !== undefined && next.indent > indent)
        return block(cursor, next.indent);
    if (next !== undefined && next.indent === indent && isEntry(next))
        return list(cursor, indent);
    return fail();
};
const mapEntry = (cursor, map, text, indent) => {
    const found = KEY.exec(text);
    if (found === null)
        return fail();
    const [, double, single, plain, rest = ""] = found;
    const key = double ?? single ?? (plain ?? "").trimEnd();
    cursor.at += 1;
    setOnce(map, key, rest === "" || rest.startsWith("#") ? below(cursor, indent) : lineValue(rest));
};
const map = (cursor, indent, first) => {
    const value = {};
    if (first !== undefined)
        mapEntry(cursor, value, first, indent);
    for (let line = cursor.lines[cursor.at]; line !== undefined && line.indent >= indent; line = cursor.lines[cursor.at]) {
        // A deeper line continues a scalar, and a dash here belongs to nothing.
        if (line.indent > indent || isEntry(line))
            fail();
        mapEntry(cursor, value, line.text, indent);
    }
    return value;
};
const list = (cursor, indent) => {
    const value = [];
    for (let line = cursor.lines[cursor.at]; line !== undefined && line.indent >= indent; line = cursor.lines[cursor.at]) {
        if (line.indent > indent)
            fail();
        if (!isEntry(line))
            return value;
        const rest = line.text.slice(2).trimStart();
        if (KEY.test(rest))
            value.push(map(cursor, indent + line.text.length - rest.length, rest));
        else {
            cursor.at += 1;
            value.push(lineValue(rest));
        }
    }
    return value;
};
const block = (cursor, indent) => (isEntry(cursor.lines[cursor.at]) ? list(cursor, indent) : map(cursor, indent));
/** The value of a text that keeps to the plain part of YAML, every scalar as text; undefined for any other, which the whole parser must read. */
const readPlainYaml = (text) => {
    try {
        const cursor = { lines: linesOf(text), at: 0 };
        const [first] = cursor.lines;
        if (first === undefined)
            return undefined;
        const value = block(cursor, first.indent);
        return cursor.at === cursor.lines.length ? value : undefined;
    }
    catch (error) {
        if (error === notPlain)
            return undefined;
        throw error;
    }
};

;// CONCATENATED MODULE: ./lib/src/catalog/yaml.js



const keyOf = (key) => (typeof key === "symbol" ? String(key) : key);
const nodeAt = (document, path) => {
    for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length).map(keyOf), true);
        if (node?.range)
            return node;
    }
    return document.contents ?? undefined;
};
const keyNodeAt = (document, path) => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
    if (!(0,dist/* isMap */.jh)(parent))
        return nodeAt(document, path);
    const last = String(path.at(-1));
    const pair = parent.items.find((item) => String(item.key) === last);
    return pair?.key ?? nodeAt(document, path);
};
const syntaxProblem = (file, error) => {
    const at = error.linePos?.[0];
    // The parser repeats the position and shows the line after the first sentence.
    const sentence = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    return {
        code: "yaml-syntax",
        message: `This is not YAML: ${sentence}.`,
        place: at === undefined ? { file } : { file, line: at.line, column: at.col },
        hint: "Check indentation, colons and quotes on this line, then run: dl-env plan",
    };
};
const parsed = (text, file) => {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe", lineCounter: lines });
    const [first, ...more] = document.errors.map((error) => syntaxProblem(file, error));
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return { document, lines };
};
/** Aliases that stand for aliases can name more values than any memory holds; the parser refuses them only here. */
const yaml_valueOf = (document, file) => {
    try {
        return document.toJS();
    }
    catch (error) {
        throw (0,errors/* wrongRequest */.Tw)({ code: "yaml-syntax", message: "The aliases in this YAML cannot be resolved.", place: { file }, hint: "Write the values out, then run: dl-env plan" }, { cause: error });
    }
};
/** Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax error. Places are worked out when they are asked for. */
const readYaml = (text, file) => {
    let known;
    const whole = () => (known ??= parsed(text, file));
    const placeOf = (node) => {
        if (!node?.range)
            return { file };
        const { line, col } = whole().lines.linePos(node.range[0]);
        return { file, line, column: col };
    };
    return {
        file,
        value: readPlainYaml(text) ?? yaml_valueOf(whole().document, file),
        place: (path) => placeOf(nodeAt(whole().document, path)),
        keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path)),
    };
};

;// CONCATENATED MODULE: ./lib/src/catalog/folder.js




const FILES = {
    cuda: cudaFile,
    ubuntu: ubuntuFile,
    pythons: pythonsFile,
    gpus: gpusFile,
    drivers: driversFile,
    cudnn: cudnnFile,
    sets: setsFile,
    indexes: indexesFile,
    traps: trapsFile,
    sources: sourcesFile,
    newest: newestFile,
    image: imageFile,
};
const readFile = async (system, path, schema) => {
    const text = await system.files.readText(path);
    if (text === undefined)
        return undefined;
    const yaml = readYaml(text, path);
    return { value: decodeYaml(schema, yaml), yaml };
};
const folder_problemsOf = (error) => {
    if (!(error instanceof errors/* DlEnvError */.Oz))
        throw error;
    const { code, message, place, hint, more } = error;
    return [{ code, message, ...(place === undefined ? {} : { place }), ...(hint === undefined ? {} : { hint }) }, ...more];
};
/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const folder_all = async (work) => {
    const settled = await Promise.allSettled(work);
    const [first, ...more] = settled.flatMap((result) => (result.status === "rejected" ? folder_problemsOf(result.reason) : []));
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
};
const checkName = (root, name) => {
    if (NAME.test(name))
        return;
    throw (0,errors/* wrongRequest */.Tw)({
        code: "wrong-value",
        message: `The folder name \`${name}\` cannot name a library: use lower case, digits and hyphens.`,
        place: { file: `${root}/libraries/${name}/library.yml` },
        hint: `mv ${root}/libraries/${name} ${root}/libraries/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
    });
};
/** Reads and decodes one folder of facts; throws DlEnvError(2) that names every problem in every file with its place. */
const readFolder = async (system, root) => {
    const names = Object.keys(FILES);
    const libraryNames = await system.files.list(`${root}/libraries`);
    const files = names.map(async (name) => [name, await readFile(system, `${root}/${name}.yml`, FILES[name])]);
    const libraries = libraryNames.map(async (name) => {
        const folder = `${root}/libraries/${name}`;
        const decoded = await readFile(system, `${folder}/library.yml`, libraryFile);
        if (decoded === undefined)
            return undefined;
        checkName(root, name);
        return [name, { ...decoded, folder }];
    });
    const [readFiles, readLibraries] = await folder_all([folder_all(files), folder_all(libraries)]);
    const present = readFiles.filter(([, decoded]) => decoded !== undefined);
    const found = readLibraries.filter((entry) => entry !== undefined);
    return { root, libraries: new Map(found), ...Object.fromEntries(present) };
};

;// CONCATENATED MODULE: ./lib/src/catalog/load.js



const joined = (cwd, path) => (path.startsWith("/") ? path : `${cwd}/${path.replace(/^\.\//, "")}`);
/**
 * The facts of this project's matrix/, and of a folder of one's own in the same format, which adds to them and wins over them.
 * Throws DlEnvError(2) with file:line:column of every mistake.
 */
const loadCatalog = async (system, extraFolder) => {
    const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
    if (extraFolder === undefined)
        return assemble([await builtIn]);
    const folder = joined(system.env.cwd, extraFolder);
    if ((await system.files.stat(folder))?.kind !== "directory") {
        void builtIn.catch(() => undefined);
        throw (0,errors/* wrongRequest */.Tw)({
            code: "catalog-missing",
            message: `There is no folder ${extraFolder} to read libraries and releases from.`,
            hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`,
        });
    }
    return assemble([await builtIn, await readFolder(system, folder)]);
};

// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(5879);
// EXTERNAL MODULE: ./lib/src/matrix/checkValues.js
var checkValues = __webpack_require__(3040);
// EXTERNAL MODULE: ./lib/src/matrix/request.js
var matrix_request = __webpack_require__(699);
;// CONCATENATED MODULE: ./lib/src/matrix/checkNames.js




const knownOf = (request, catalog) => ({
    cuda: [...new Set(catalog.cuda.map((release) => release.version))],
    ubuntu: catalog.ubuntu.map((release) => release.name),
    flavor: [...new Set(catalog.cuda.flatMap((release) => Object.values(release.images).flat()))],
    set: [...new Set([...catalog.sets.keys(), ...Object.keys(request.sets)])],
    library: [...catalog.libraries.keys()],
    never: catalog.never,
});
const unknownName = (kind, name, known) => {
    const near = meant(name, known);
    return {
        code: `unknown-${kind.replaceAll(" ", "-").toLowerCase()}`,
        message: `There is no ${kind} \`${name}\`; there are ${oneOf(known, 30)}.`,
        hint: near === undefined ? `Write one of: ${oneOf(known, 30)}` : `Did you mean: ${near}`,
    };
};
/** The existing versions on either side of one that does not exist. */
const neighbours = (version, known) => {
    const sorted = [...new Set(known)].sort(versions/* compareVersions */.Zy);
    const above = sorted.findIndex((other) => (0,versions/* compareVersions */.Zy)(other, version) > 0);
    const at = above === -1 ? sorted.length : above;
    return [sorted[at - 1], sorted[at]].filter((other) => other !== undefined);
};
const cudaProblem = (value, known) => {
    if (!/^\d+\.\d+(\.\d+)?$/.test(value)) {
        return { code: "wrong-value", message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`, hint: `Write for example cuda: [${(0,versions/* minorOf */.Hs)(known.cuda.at(-1) ?? "12.8")}]` };
    }
    if (known.cuda.some((version) => (0,versions/* isUnder */.Jo)(version, value)))
        return undefined;
    const siblings = known.cuda.filter((version) => (0,versions/* isUnder */.Jo)(version, (0,versions/* minorOf */.Hs)(value)));
    const near = siblings.length > 0 ? siblings : neighbours(value, known.cuda.map(versions/* minorOf */.Hs));
    const why = known.never[(0,versions/* minorOf */.Hs)(value)] ?? `There is no CUDA ${value} in the catalog.`;
    return { code: "unknown-cuda", message: why, hint: `Did you mean: ${oneOf(near.slice(-2))}` };
};
const pythonProblem = (value) => {
    if (value === "ubuntu" || /^3\.\d{1,2}$/.test(value))
        return undefined;
    const short = /^(3\.\d{1,2})\.\d+$/.exec(value)?.[1];
    return {
        code: "wrong-value",
        message: `A Python is \`ubuntu\` (the release's own) or x.y; found \`${value}\`.`,
        hint: short === undefined ? "Write for example python: [ubuntu, 3.12]" : `Did you mean: ${short}`,
    };
};
const valueProblem = (axis, value, known) => {
    switch (axis) {
        case "cuda":
            return cudaProblem(value, known);
        case "python":
            return pythonProblem(value);
        case "ubuntu":
            return known.ubuntu.includes(value) ? undefined : unknownName("Ubuntu", value, known.ubuntu);
        case "flavor":
            return known.flavor.includes(value) ? undefined : unknownName("flavor", value, known.flavor);
        case "set":
            return known.set.includes(value) ? undefined : unknownName("set", value, known.set);
    }
};
const written = (request) => {
    const matrix = matrix_request/* AXES */.g.flatMap((axis) => request.matrix[axis].map((value, index) => ({ axis, value, path: ["matrix", axis, index] })));
    const patterns = [
        ...request.include.map((pattern, index) => ({ pattern, path: ["include", index] })),
        ...request.exclude.map((pattern, index) => ({ pattern, path: ["exclude", index] })),
        ...(request.default === undefined ? [] : [{ pattern: request.default, path: ["default"] }]),
    ];
    const partial = patterns.flatMap(({ pattern, path }) => matrix_request/* AXES */.g.flatMap((axis) => (pattern[axis] === undefined ? [] : [{ axis, value: pattern[axis], path: [...path, axis] }])));
    return [...matrix, ...partial];
};
const checkNames_inSets = (request, known, yaml) => Object.entries(request.sets).flatMap(([name, libraries]) => [
    ...(NAME.test(name)
        ? []
        : [{ code: "wrong-value", message: `A set's name is the first part of tags: lower case, digits and hyphens; found \`${name}\`.`, place: yaml.keyPlace(["sets", name]), hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}` }]),
    ...libraries.flatMap((library, index) => known.library.includes(library) ? [] : [{ ...unknownName("library", library, known.library), place: yaml.place(["sets", name, index]) }]),
]);
/** Values and names in dl-env.yml that the catalog does not know, each with its place. */
const checkNames = (request, yaml, catalog) => {
    const known = knownOf(request, catalog);
    const values = written(request).flatMap(({ axis, value, path }) => {
        const problem = valueProblem(axis, value, known);
        return problem === undefined ? [] : [{ ...problem, place: yaml.place(path) }];
    });
    return [...values, ...checkNames_inSets(request, known, yaml)];
};

;// CONCATENATED MODULE: ./lib/src/matrix/requestFormat.js

// What dl-env.yml looks like. Every scalar arrives as text, so 3.10 stays 3.10; names and versions are checked against the catalog later.
const requestFormat_text = schemas/* string */.YjP().min(1, "must not be empty");
const oneOrMore = schemas/* union */.KCZ([requestFormat_text, schemas/* array */.YOg(requestFormat_text).min(1, "must not be empty")])
    .transform((value) => (typeof value === "string" ? [value] : value));
const requestFormat_flag = schemas/* enum */.k5n(["true", "false"])
    .transform((value) => value === "true")
    .default(false);
const days = requestFormat_text.regex(/^\d{1,4}$/, "must be a number of days").transform(Number);
const pattern = schemas/* strictObject */.rej({
    cuda: requestFormat_text.optional(),
    ubuntu: requestFormat_text.optional(),
    python: requestFormat_text.optional(),
    flavor: requestFormat_text.optional(),
    set: requestFormat_text.optional(),
});
const axes = schemas/* strictObject */.rej({
    cuda: oneOrMore.meta({ description: "CUDA releases: 12.8.1, or 12.8 for the newest 12.8.x that has an image" }),
    ubuntu: oneOrMore.meta({ description: "Ubuntu releases, such as 24.04" }),
    python: oneOrMore.default(["ubuntu"]).meta({ description: "`ubuntu` for the release's own Python, or a version such as 3.12" }),
    flavor: oneOrMore.default(["base"]).meta({ description: "Which nvidia/cuda image is the base: base, runtime, devel, cudnn-runtime, cudnn-devel" }),
    set: oneOrMore.default(["base"]).meta({ description: "Sets of libraries: base, torch, rapids, full, or one of `sets`" }),
});
/** dl-env.yml */
const requestFile = schemas/* strictObject */.rej({
    to: requestFormat_text.meta({ description: "Where images go: oci:DIR or registry/repository" }),
    store: requestFormat_text.optional().meta({ description: "Where layers live; default: <repository>-layers, or the same layout" }),
    engine: schemas/* enum */.k5n(["auto", "buildx", "podman"]).default("auto"),
    build: schemas/* enum */.k5n(["link", "engine"]).default("link"),
    matrix: axes,
    default: pattern.optional().meta({ description: "The cell that `latest` follows" }),
    include: schemas/* array */.YOg(pattern).default([]).meta({ description: "Further cells; an axis that is not named takes the matrix's values" }),
    exclude: schemas/* array */.YOg(pattern).default([]).meta({ description: "Cells that are left out of the matrix's product" }),
    pins: schemas/* record */.g1P(requestFormat_text, requestFormat_text).default({}).meta({ description: "Package -> version or range, such as torch: ==2.6.0" }),
    sets: schemas/* record */.g1P(requestFormat_text, schemas/* array */.YOg(requestFormat_text).min(1, "must not be empty")).default({}).meta({ description: "Sets of one's own: name -> libraries" }),
    mirrors: schemas/* record */.g1P(requestFormat_text, requestFormat_text).default({}).meta({ description: "Host or address prefix -> what to ask instead" }),
    catalog: requestFormat_text.optional().meta({ description: "Folder with libraries and releases of one's own" }),
    smoke: schemas/* strictObject */.rej({ require: schemas/* enum */.k5n(["gpu", "covered", "cpu"]).default("gpu") }).prefault({}),
    apt: schemas/* strictObject */.rej({ "max-age-days": days.prefault("7") }).prefault({}),
    cudnn: schemas/* enum */.k5n(["wheels", "system"]).default("wheels").meta({ description: "`system`: the cuDNN of a cudnn-* flavor is the one that counts" }),
    "wheel-cuda": schemas/* enum */.k5n(["exact", "same-major"]).default("exact").meta({ description: "`same-major`: wheels of an older CUDA of the same major will do" }),
    sudo: requestFormat_flag.meta({ description: "Whether the image's user may use sudo" }),
});

;// CONCATENATED MODULE: ./lib/src/matrix/decode.js






const isLayout = (name) => name.startsWith("oci:");
/** `matrix.cuda.1` and the like -> place, for every key and every value below it. */
const placesOf = (yaml) => {
    const places = {};
    const walk = (value, path) => {
        if (path.length > 0)
            places[path.join(".")] = yaml.place(path);
        if (typeof value === "object" && value !== null)
            for (const [key, entry] of Object.entries(value))
                walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
        else if (path[0] === "matrix" && path.length === 2)
            places[`${path.join(".")}.0`] = yaml.place(path);
    };
    walk(yaml.value, []);
    return places;
};
const patternOf = (pattern) => Object.fromEntries(Object.entries(pattern).filter(([, value]) => value !== undefined));
const requestOf = (file, yaml) => ({
    file: yaml.file,
    to: file.to,
    store: file.store ?? (isLayout(file.to) ? file.to : `${file.to}-layers`),
    engine: file.engine,
    build: file.build,
    matrix: file.matrix,
    include: file.include.map(patternOf),
    exclude: file.exclude.map(patternOf),
    ...(file.default === undefined ? {} : { default: patternOf(file.default) }),
    pins: Object.fromEntries(Object.entries(file.pins).map(([name, value]) => [(0,checkValues/* normalName */.tK)(name), (0,checkValues/* pinOf */.nZ)(value)])),
    sets: file.sets,
    mirrors: file.mirrors,
    ...(file.catalog === undefined ? {} : { catalog: file.catalog }),
    smoke: file.smoke,
    apt: { maxAgeDays: file.apt["max-age-days"] },
    cudnn: file.cudnn,
    wheelCuda: file["wheel-cuda"],
    sudo: file.sudo,
    places: placesOf(yaml),
});
const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
/**
 * dl-env.yml as a request: defaults filled in, names checked against the catalog. `tolerant` leaves the names unchecked,
 * for a first look at `catalog`. Throws DlEnvError(2) whose `more` has the further problems, each with file:line:column.
 */
const decodeRequest = (text, file, catalog, options = {}) => {
    const yaml = readYaml(text, file);
    const { data: request, problems } = examineYaml(requestFile, yaml);
    const named = request === undefined || options.tolerant === true ? [] : [...checkNames(request, yaml, catalog), ...(0,checkValues/* checkPins */.$q)(request.pins, yaml), ...(0,checkValues/* checkDestinations */.WT)(request, yaml)];
    const [first, ...more] = [...problems, ...named].sort(byPlace);
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    if (request === undefined)
        throw new Error(`${file} was neither decoded nor refused`);
    return requestOf(request, yaml);
};

// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(7410);
;// CONCATENATED MODULE: ./lib/src/registry/endpoint.js

const hostOnly = (host) => (host.startsWith("[") ? host.slice(1, host.indexOf("]")) : (host.split(":", 1)[0] ?? host));
/** Whether a host with port is this machine itself. */
const isLoopback = (host) => {
    const name = hostOnly(host).toLowerCase();
    return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
};
const readMirror = (key, value) => {
    const match = /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(value);
    if (match?.[2] === undefined || (match[3] ?? "").split("/").includes("..")) {
        throw (0,errors/* wrongRequest */.Tw)({ code: "wrong-mirror", message: `The mirror of ${key} is not a host or an address.`, hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }` });
    }
    return { scheme: match[1] === "http" || match[1] === "https" ? match[1] : undefined, host: match[2].toLowerCase(), path: (match[3] ?? "").slice(1) };
};
/** The longest key that is the name or a whole-segment prefix of it. */
const findMirror = (name, mirrors) => {
    const matches = Object.entries(mirrors).flatMap(([key, value]) => {
        const prefix = key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
        return name === prefix || name.startsWith(`${prefix}/`) ? [{ key: prefix, value }] : [];
    });
    return matches.sort((a, b) => b.key.length - a.key.length)[0];
};
/** Where the reference is asked. Plain http only on loopback, or where a mirror is written with http://. */
const endpointOf = (reference, mirrors = {}) => {
    const name = `${reference.host}/${reference.repository}`;
    const mirror = findMirror(name, mirrors);
    if (mirror === undefined) {
        const loopback = isLoopback(reference.host);
        const api = reference.host === "docker.io" ? "registry-1.docker.io" : reference.host;
        return { origin: `${loopback ? "http" : "https"}://${api}`, host: reference.host, repository: reference.repository, loopback };
    }
    const { scheme, host, path } = readMirror(mirror.key, mirror.value);
    const rest = name.slice(mirror.key.length).replace(/^\//, "");
    const loopback = isLoopback(host);
    return {
        origin: `${scheme ?? (loopback ? "http" : "https")}://${host === "docker.io" ? "registry-1.docker.io" : host}`,
        host,
        repository: [path, rest].filter((part) => part !== "").join("/"),
        loopback,
    };
};

;// CONCATENATED MODULE: ./lib/src/registry/tokens.js




const pullScope = (repository) => `repository:${repository}:pull`;
const pushScope = (repository) => `repository:${repository}:pull,push`;
/** The value of a Basic Authorization header. */
const basic = (username, password) => `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
const TokenAnswer = schemas/* object */.Ikc({ token: schemas/* string */.YjP().optional(), access_token: schemas/* string */.YjP().optional(), expires_in: schemas/* number */.aig().optional() });
/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;
/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 10_000;
/** A token of `pull,push` does for `pull`. */
const covers = (token, scopes) => scopes.every((scope) => token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push")));
const checkRealm = (realm, endpoint) => {
    const refused = (why) => (0,errors/* unreachable */.HB)({ code: "unsafe-realm", message: `${endpoint.host} wants to be asked for tokens at a place that ${why}.`, hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/` });
    if (realm === undefined || !URL.canParse(realm))
        throw refused("is no address");
    const url = new URL(realm);
    const safe = url.protocol === "https:" || (url.protocol === "http:" && (isLoopback(url.host) || url.origin === endpoint.origin));
    if (!safe)
        throw refused("is not encrypted, so no credentials are sent there");
    return url;
};
const tokenRequest = (url, service, scopes, credentials) => {
    if (credentials?.kind === "identity") {
        const form = new URLSearchParams({ grant_type: "refresh_token", client_id: "dl-env", refresh_token: credentials.token, scope: scopes.join(" ") });
        if (service !== undefined)
            form.set("service", service);
        return { method: "POST", url: url.href, headers: { "content-type": "application/x-www-form-urlencoded" }, body: form.toString() };
    }
    const asked = new URL(url);
    if (service !== undefined)
        asked.searchParams.set("service", service);
    for (const scope of scopes)
        asked.searchParams.append("scope", scope);
    const headers = credentials?.kind === "password" ? { authorization: basic(credentials.username, credentials.password) } : {};
    return { method: "GET", url: asked.href, headers };
};
const tokenRefused = (endpoint, status, anonymous) => (0,errors/* unreachable */.HB)({
    code: status === 401 || status === 403 ? "login-refused" : "no-token",
    message: `${endpoint.host} gave no token for ${endpoint.repository}: its token service answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
    hint: `Log in with an account that may use it: docker login ${endpoint.host}`,
});
const fetchToken = async (context, challenge, scopes, credentials) => {
    const { endpoint, sys, secrets } = context;
    const realm = checkRealm(challenge.parameters["realm"], endpoint);
    const asked = sys.clock.now();
    const response = await context.send(tokenRequest(realm, challenge.parameters["service"], scopes, credentials));
    if (response.status !== 200) {
        await response.discard();
        throw tokenRefused(endpoint, response.status, credentials === undefined);
    }
    const text = Buffer.from(await (0,registry_digest/* collect */.Fo)(response.body, 1 << 20, `The token of ${endpoint.host}`)).toString("utf8");
    const answer = TokenAnswer.safeParse((0,registry_digest/* readJson */.Vh)(text));
    const value = answer.data?.token ?? answer.data?.access_token;
    if (value === undefined || value === "" || /[\r\n]/.test(value))
        throw tokenRefused(endpoint, response.status, credentials === undefined);
    secrets.add(value);
    const life = (answer.data?.expires_in ?? DEFAULT_LIFE) * 1000;
    return { scopes: new Set(scopes), value, renewAt: asked + Math.max(life * 0.8, life - MARGIN) };
};
const makeTokens = (context) => {
    let tokens = [];
    const pending = new Map();
    const fetchShared = async (challenge, scopes, credentials) => {
        try {
            const token = await fetchToken(context, challenge, scopes, credentials);
            tokens.push(token);
            return token;
        }
        finally {
            pending.delete(scopes.join(" "));
        }
    };
    return {
        get: async (challenge, scopes, credentials) => {
            const now = context.sys.clock.now();
            tokens = tokens.filter((token) => token.renewAt > now);
            const ready = tokens.find((token) => covers(token, scopes));
            if (ready !== undefined)
                return ready.value;
            // Requests side by side share one question to the token service.
            const asking = pending.get(scopes.join(" ")) ?? fetchShared(challenge, scopes, credentials);
            pending.set(scopes.join(" "), asking);
            return (await asking).value;
        },
        drop: (value) => {
            tokens = tokens.filter((token) => token.value !== value);
        },
    };
};

// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(6849);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(5418);
;// CONCATENATED MODULE: ./lib/src/registry/retry.js

/**
 * The whole of what is tried again. `race`: distribution on a file system does not write its links at once, so a manifest that comes while
 * another client sends one of its blobs is told DIGEST_INVALID; and what we send has been checked against its digest here.
 * A registry that says how long to wait (Retry-After) is believed up to LONGEST_WAIT.
 */
const RETRIES = [
    { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
    { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
    { fault: "server", statuses: [500, 502, 503, 504, 408], attempts: 5, pause: 400, when: "safe" },
    { fault: "race", statuses: [], codes: ["DIGEST_INVALID"], attempts: 5, pause: 100, when: "safe" },
];
/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
const LONGEST_WAIT = 120_000;
/** Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable. */
const retryAfter = (value, now) => {
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value.trim()))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
const ruleFor = (fault) => RETRIES.find((rule) => ("network" in fault ? rule.fault === "network" : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true));
/** Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is over. */
const pauseBefore = (next, fault, safe, now) => {
    const rule = ruleFor(fault);
    if (rule === undefined || next > rule.attempts || (rule.when === "safe" && !safe))
        return undefined;
    const told = "network" in fault ? undefined : retryAfter(fault.retryAfter, now);
    const wait = told ?? rule.pause * 2 ** (next - 2);
    return wait > LONGEST_WAIT ? undefined : wait;
};
/** A name that does not exist will not exist in a second either; one whose server did not answer (EAI_AGAIN) may. */
const isUnknownHost = (error) => error instanceof Error && (("code" in error && error.code === "ENOTFOUND") || isUnknownHost(error.cause));
/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
const isNetworkFault = (error) => {
    if (isUnknownHost(error))
        return false;
    if (error instanceof errors/* DlEnvError */.Oz)
        return error.code === "network" && !(error.cause instanceof errors/* DlEnvError */.Oz);
    if (!(error instanceof Error))
        return false;
    const code = "code" in error ? String(error.code) : "";
    return /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code) || (error.cause !== undefined && isNetworkFault(error.cause));
};
const refusalOf = (error) => {
    if (!(error instanceof errors/* DlEnvError */.Oz) || typeof error.cause !== "object" || error.cause === null)
        return undefined;
    if (!("status" in error.cause) || typeof error.cause.status !== "number")
        return undefined;
    return { status: error.cause.status, code: "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : undefined };
};
/** Status of the answer behind an error (see refusal.ts); undefined for errors that are no registry's refusal. */
const refusalStatus = (error) => refusalOf(error)?.status;
const faultOf = (error) => (isNetworkFault(error) ? { network: true } : refusalOf(error));
/**
 * Repeats `work` of several requests as the table says for these kinds of faults; `work` must be safe to repeat. What each of its requests
 * tries again by itself should not be named here, or the attempts multiply.
 */
const persist = async (clock, faults, work) => {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            const fault = faultOf(error);
            const rule = fault === undefined ? undefined : ruleFor(fault);
            const pause = fault === undefined || rule === undefined || !faults.includes(rule.fault) ? undefined : pauseBefore(attempt + 1, fault, true, clock.now());
            if (pause === undefined)
                throw error;
            await clock.sleep(pause);
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/challenge.js
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const take = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
};
const skip = (pattern, text, at) => at + (take(pattern, text, at)?.[0].length ?? 0);
const readParameter = (text, at) => {
    const name = take(TOKEN, text, at);
    if (name === undefined)
        return undefined;
    const equals = skip(BLANKS, text, at + name[0].length);
    if (text[equals] !== "=")
        return undefined;
    const start = skip(BLANKS, text, equals + 1);
    const quoted = take(QUOTED, text, start);
    if (quoted?.[1] !== undefined)
        return { name: name[0].toLowerCase(), value: quoted[1].replace(/\\(.)/g, "$1"), end: start + quoted[0].length };
    const plain = take(TOKEN, text, start);
    return plain === undefined ? undefined : { name: name[0].toLowerCase(), value: plain[0], end: start + plain[0].length };
};
const readChallenge = (text, at) => {
    const scheme = take(TOKEN, text, at);
    if (scheme === undefined)
        return undefined;
    const parameters = {};
    let end = at + scheme[0].length;
    for (;;) {
        const parameter = readParameter(text, skip(SEPARATORS, text, end));
        if (parameter === undefined)
            break;
        parameters[parameter.name] ??= parameter.value;
        end = parameter.end;
    }
    return { challenge: { scheme: scheme[0].toLowerCase(), parameters }, end };
};
/** The challenges of a WWW-Authenticate header in order; what cannot be read ends the list. */
const parseChallenges = (header) => {
    const found = [];
    const text = header ?? "";
    for (let at = skip(SEPARATORS, text, 0); at < text.length;) {
        const next = readChallenge(text, at);
        if (next === undefined)
            break;
        found.push(next.challenge);
        at = skip(SEPARATORS, text, next.end);
    }
    return found;
};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/src/registry/credentials.js



const Entry = schemas/* object */.Ikc({
    auth: schemas/* string */.YjP().optional(),
    username: schemas/* string */.YjP().optional(),
    password: schemas/* string */.YjP().optional(),
    identitytoken: schemas/* string */.YjP().optional(),
    registrytoken: schemas/* string */.YjP().optional(),
});
const AuthFile = schemas/* object */.Ikc({
    auths: schemas/* record */.g1P(schemas/* string */.YjP(), Entry).optional(),
    credHelpers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    credsStore: schemas/* string */.YjP().optional(),
});
const HelperAnswer = schemas/* object */.Ikc({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP() });
/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";
/**
 * Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE alone when it is set (as podman does),
 * else docker's config.json, then podman's auth.json of this login session, then the one that stays.
 */
const authFiles = (env) => {
    const only = env.get("REGISTRY_AUTH_FILE");
    if (only !== undefined && only !== "")
        return [(0,external_node_path_.isAbsolute)(only) ? only : (0,external_node_path_.join)(env.cwd, only)];
    const docker = env.get("DOCKER_CONFIG") ?? (0,external_node_path_.join)(env.home, ".docker");
    const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
    const settings = env.get("XDG_CONFIG_HOME") ?? (0,external_node_path_.join)(env.home, ".config");
    return [(0,external_node_path_.join)(docker, "config.json"), (0,external_node_path_.join)(runtime, "containers", "auth.json"), `/run/containers/${env.uid}/auth.json`, (0,external_node_path_.join)(settings, "containers", "auth.json")];
};
const readAuthFile = async (sources, file) => {
    const text = await sources.files.readText(file);
    if (text === undefined || text.trim() === "")
        return undefined;
    const broken = () => 
    // The cause is left out: a parser's message quotes the text, and the text holds secrets.
    (0,errors/* wrongRequest */.Tw)({ code: "wrong-auth-file", message: `The credentials in ${file} cannot be read: it is not the JSON that docker and podman write.`, place: { file }, hint: `Move it away and log in again: mv ${file} ${file}.old` });
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw broken();
    }
    const decoded = AuthFile.safeParse(value);
    if (!decoded.success)
        throw broken();
    return decoded.data;
};
/** Keys under which a registry's credentials may stand, the most telling first: podman's host/path/path, then the host, then docker's forms. */
const keysFor = (host, repository) => {
    const parts = repository.split("/");
    const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
    const forms = [host, `https://${host}`, `https://${host}/v1/`, `https://${host}/v2/`, `http://${host}`];
    return host === "docker.io" ? [...paths, host, HUB_KEY, "index.docker.io", "registry-1.docker.io", ...forms] : [...paths, ...forms];
};
const fromEntry = (entry) => {
    if (entry.registrytoken)
        return { kind: "token", token: entry.registrytoken };
    if (entry.identitytoken)
        return { kind: "identity", token: entry.identitytoken };
    if (entry.username && entry.password)
        return { kind: "password", username: entry.username, password: entry.password };
    if (!entry.auth)
        return undefined;
    const plain = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = plain.indexOf(":");
    return colon < 1 ? undefined : { kind: "password", username: plain.slice(0, colon), password: plain.slice(colon + 1) };
};
const helperFailed = (program, why) => (0,errors/* unreachable */.HB)({ code: "credential-helper-failed", message: `The credential helper ${program} failed: ${why}.`, hint: `Ask it yourself: echo ${HUB_KEY} | ${program} get` });
/** Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on standard output, nothing is in argv. */
const askHelper = async (sources, name, server) => {
    const program = `docker-credential-${name}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw (0,errors/* wrongRequest */.Tw)({ code: "wrong-auth-file", message: "The name of a credential helper in the credentials file is not a program's name.", hint: "Look at credsStore and credHelpers in: ~/.docker/config.json" });
    }
    const result = await sources.processes.run([program, "get"], { input: server, timeout: 30_000 });
    if (result.timedOut)
        throw helperFailed(program, "it did not answer in 30 seconds");
    if (result.code !== 0) {
        // The protocol has no code for "I know nothing about it", only this sentence.
        if (/credentials not found|no credentials server URL|not found in native keychain/i.test(`${result.stdout}${result.stderr}`))
            return undefined;
        throw helperFailed(program, `exit code ${result.code}`);
    }
    let answer;
    try {
        answer = JSON.parse(result.stdout);
    }
    catch {
        throw helperFailed(program, "it did not answer with JSON");
    }
    const decoded = HelperAnswer.safeParse(answer);
    if (!decoded.success)
        throw helperFailed(program, "its answer has no Username and Secret");
    const { Username, Secret } = decoded.data;
    return Username === "<token>" ? { kind: "identity", token: Secret } : { kind: "password", username: Username, password: Secret };
};
const fromFile = async (sources, file, host, repository) => {
    const keys = keysFor(host, repository);
    const server = host === "docker.io" ? HUB_KEY : host;
    const helper = keys.map((key) => file.credHelpers?.[key]).find((name) => name !== undefined);
    if (helper !== undefined)
        return askHelper(sources, helper, server);
    const entries = keys.flatMap((key) => {
        const entry = file.auths?.[key];
        return entry === undefined ? [] : [entry];
    });
    for (const entry of entries) {
        const found = fromEntry(entry);
        if (found !== undefined)
            return found;
    }
    // With a credsStore docker leaves an empty entry behind for each registry it knows; podman lists none. Ask in both cases.
    return file.credsStore ? askHelper(sources, file.credsStore, server) : undefined;
};
/** Credentials for a repository, or undefined to ask as anyone. Rejects with `wrong-auth-file` or `credential-helper-failed`. */
const findCredentials = async (sources, host, repository) => {
    for (const path of new Set(authFiles(sources.env))) {
        const file = await readAuthFile(sources, path);
        const found = file === undefined ? undefined : await fromFile(sources, file, host, repository);
        if (found !== undefined)
            return found;
    }
    return undefined;
};

;// CONCATENATED MODULE: ./lib/src/registry/auth.js



const keepSecret = (secrets, credentials) => {
    if (credentials === undefined)
        return;
    if (credentials.kind !== "password")
        return secrets.add(credentials.token);
    secrets.add(credentials.password);
    secrets.add(`${credentials.username}:${credentials.password}`);
};
/** Bearer tokens and Basic for one repository's registry; credentials are looked up at the first challenge, never before. */
const makeAuthorizer = (context) => {
    const tokens = makeTokens(context);
    let challenge;
    let credentials;
    const known = () => {
        credentials ??= findCredentials(context.sys, context.endpoint.host, context.endpoint.repository).then((found) => {
            keepSecret(context.secrets, found);
            return found;
        });
        return credentials;
    };
    const authorization = async (scopes) => {
        if (challenge === undefined)
            return undefined;
        const found = await known();
        if (challenge.scheme !== "bearer")
            return found?.kind === "password" ? basic(found.username, found.password) : undefined;
        return `Bearer ${found?.kind === "token" ? found.token : await tokens.get(challenge, scopes, found)}`;
    };
    const challenged = async (header, scopes, sent) => {
        const offered = parseChallenges(header);
        challenge = offered.find(({ scheme }) => scheme === "bearer") ?? offered.find(({ scheme }) => scheme === "basic");
        // A token that was refused is not sent again: it may have been revoked, or its clock differs from ours.
        if (sent !== undefined)
            tokens.drop(sent.slice("Bearer ".length));
        if (challenge === undefined)
            return false;
        const next = await authorization(scopes);
        return next !== undefined && next !== sent;
    };
    return { authorization, challenged };
};

;// CONCATENATED MODULE: ./lib/src/registry/refusal.js




const ErrorBody = schemas/* object */.Ikc({
    errors: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP().optional(), message: schemas/* string */.YjP().optional(), detail: schemas/* unknown */.L5J().optional() })).min(1),
});
/** Longest text of a registry that is repeated in a message. */
const LONGEST_DETAIL = 300;
const oneLine = (text) => {
    const flat = text.replace(/\s+/g, " ").trim();
    return flat.length > LONGEST_DETAIL ? `${flat.slice(0, LONGEST_DETAIL)}…` : flat;
};
const detailText = (detail) => {
    if (detail === undefined || detail === null)
        return "";
    return typeof detail === "string" ? detail : JSON.stringify(detail);
};
const readRefusal = async (response) => {
    const { status } = response;
    let text;
    try {
        text = Buffer.from(await (0,registry_digest/* collect */.Fo)(response.body, 1 << 20, "The answer")).toString("utf8");
    }
    catch {
        return { status };
    }
    try {
        const [first] = ErrorBody.parse(JSON.parse(text)).errors;
        const detail = oneLine([first?.message ?? "", detailText(first?.detail)].filter((part) => part !== "").join("; "));
        return { status, ...(first?.code === undefined ? {} : { code: oneLine(first.code) }), ...(detail === "" ? {} : { detail }) };
    }
    catch {
        // Proxies answer in HTML; that is of no use in a message.
        return { status, ...(text.startsWith("<") || text.trim() === "" ? {} : { detail: oneLine(text) }) };
    }
};
const DOCKER_HUB_LIMIT = "Log in, which raises the limit, or wait and type the command again: docker login";
const tell = (refusal, endpoint, wanted, known) => {
    const { host, origin, repository } = endpoint;
    switch (refusal.status) {
        case 401:
        case 403:
            return {
                code: "registry-denied",
                sentence: `${host} does not let ${known ? "this account" : "someone without credentials"} ${wanted}`,
                hint: `Log in with an account that may: docker login ${host}`,
            };
        case 429:
            return { code: "registry-limit", sentence: `${host} wants fewer requests and would not ${wanted}`, hint: host === "docker.io" ? DOCKER_HUB_LIMIT : "Wait, then type the command again: dl-env build" };
        case 404:
            return { code: "registry-unknown", sentence: `${host} has no ${repository}, or not what is needed to ${wanted}`, hint: `Check the name: curl -sS ${origin}/v2/${repository}/tags/list` };
        default:
            return {
                code: refusal.status >= 500 ? "registry-broken" : "registry-refused",
                sentence: `${host} would not ${wanted}`,
                hint: refusal.status >= 500 ? `The fault is on its side; look whether it is well: curl -sSI ${origin}/v2/` : `See what it offers: curl -sSI ${origin}/v2/`,
            };
    }
};
/** The error for an answer nobody expected; `wanted` completes "would not …". Reads the answer's body. */
const refused = async (response, endpoint, wanted, known, secrets) => {
    const refusal = await readRefusal(response);
    const told = tell(refusal, endpoint, wanted, known);
    const said = [`status ${refusal.status}`, refusal.code, refusal.detail].filter((part) => part !== undefined).join(", ");
    const wait = Number(response.headers["retry-after"]) * 1000;
    const later = wait > LONGEST_WAIT ? ` It asks to come back in ${Math.ceil(wait / 60_000)} minutes.` : "";
    const cause = { status: refusal.status, ...(refusal.code === undefined ? {} : { code: refusal.code }), ...(refusal.detail === undefined ? {} : { detail: secrets.hide(refusal.detail) }) };
    return (0,errors/* unreachable */.HB)({ code: told.code, message: secrets.hide(`${told.sentence} (${said}).${later}`), hint: told.hint }, { cause });
};

;// CONCATENATED MODULE: ./lib/src/registry/secrets.js
/** Shorter strings would blank out ordinary words. */
const SHORTEST = 4;
const encodings = (secret) => {
    const base64 = Buffer.from(secret).toString("base64");
    return [secret, base64, base64.replace(/=+$/, ""), Buffer.from(secret).toString("base64url"), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
};
/** Authorization values, JSON web tokens, user:password in addresses. */
const LOOKS_SECRET = [
    [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, "$1 ***"],
    [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g, "***"],
    [/(\/\/)[^/\s:@]+:[^/\s@]+@/g, "$1***@"],
];
/** Secrets of one registry host. */
const makeSecrets = () => {
    const known = new Set();
    return {
        add: (secret) => {
            if (secret.length >= SHORTEST)
                for (const form of encodings(secret))
                    known.add(form);
        },
        hide: (text) => {
            let hidden = text;
            // The longest first, so that no rest of a longer secret stays behind.
            for (const form of [...known].sort((a, b) => b.length - a.length))
                hidden = hidden.replaceAll(form, "***");
            for (const [pattern, replacement] of LOOKS_SECRET)
                hidden = hidden.replace(pattern, replacement);
            return hidden;
        },
    };
};
/** An address without its query and user, either of which may carry a secret. */
const safeUrl = (url) => {
    try {
        const { protocol, host, pathname } = new URL(url);
        return `${protocol}//${host}${pathname}`;
    }
    catch {
        return url.split("?", 1)[0] ?? "";
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/transport.js






const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_HOPS = 5;
const badRedirect = (endpoint, why) => (0,errors/* unreachable */.HB)({ code: "bad-redirect", message: `${endpoint.host} sends us on to a place that ${why}.`, hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/` });
const target = (location, from, endpoint) => {
    if (location === undefined || !URL.canParse(location, from))
        throw badRedirect(endpoint, "is no address");
    const url = new URL(location, from);
    if (url.protocol !== "https:" && url.protocol !== "http:")
        throw badRedirect(endpoint, "is neither http nor https");
    const downgraded = url.protocol === "http:" && new URL(from).protocol === "https:" && !isLoopback(url.host);
    if (downgraded)
        throw badRedirect(endpoint, "is not encrypted");
    return url.href;
};
const counted = (traffic, http) => (request) => {
    traffic.requests += 1;
    return http.request(request);
};
const asRequest = (ask, url, authorization) => ({
    method: ask.method,
    url,
    headers: { ...ask.headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(ask.body === undefined ? {} : { body: typeof ask.body === "function" ? ask.body() : ask.body }),
    ...(ask.timeout === undefined ? {} : { timeout: ask.timeout }),
});
/** Follows redirects to storage. What is secret goes only to the origin that asked for it. */
const followed = async (context, ask, url, authorization) => {
    const send = counted(context.traffic, context.sys.http);
    let at = url;
    for (let hop = 0;; hop += 1) {
        const ours = new URL(at).origin === context.endpoint.origin;
        const response = await send(asRequest(ask, at, ours ? authorization : undefined));
        if (ask.follow !== true || !REDIRECTS.includes(response.status))
            return response;
        await response.discard();
        if (hop === MOST_HOPS)
            throw badRedirect(context.endpoint, "sends us on and on");
        at = target(response.headers["location"], at, context.endpoint);
    }
};
const authorized = async (context, ask, url) => {
    const sent = await context.authorizer.authorization(ask.scopes);
    const response = await followed(context, ask, url, sent);
    if (response.status !== 401 || !(await context.authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent)))
        return response;
    await response.discard();
    return followed(context, ask, url, await context.authorizer.authorization(ask.scopes));
};
const attempt = async (work) => {
    try {
        return { response: await work() };
    }
    catch (error) {
        // The body's own fault (a file that changed under us) hides behind "no answer came".
        if (error instanceof errors/* DlEnvError */.Oz && error.cause instanceof errors/* DlEnvError */.Oz)
            throw error.cause;
        if (!isNetworkFault(error))
            throw error;
        return { error };
    }
};
const pauseAfter = (outcome, next, safe, now) => {
    if ("error" in outcome)
        return pauseBefore(next, { network: true }, safe, now);
    const { status, headers } = outcome.response;
    return pauseBefore(next, { status, retryAfter: headers["retry-after"] }, safe, now);
};
const insisted = async (context, expect, safe, work) => {
    for (let count = 1;; count += 1) {
        const outcome = await attempt(work);
        if ("response" in outcome && expect.includes(outcome.response.status))
            return outcome.response;
        const pause = pauseAfter(outcome, count + 1, safe, context.sys.clock.now());
        if (pause === undefined) {
            if ("error" in outcome)
                throw outcome.error;
            return outcome.response;
        }
        if ("response" in outcome)
            await outcome.response.discard();
        await context.sys.clock.sleep(pause);
    }
};
const absolute = (endpoint, to) => (/^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`);
/** Opens nothing yet; the first request decides how the registry wants to be asked. */
const makeTransport = (sys, endpoint) => {
    const traffic = { requests: 0, sent: 0, received: 0 };
    const secrets = makeSecrets();
    const tokenService = (request) => insisted(context, [200, 400, 401, 403, 404], true, () => counted(traffic, sys.http)(request));
    const authorizer = makeAuthorizer({ sys, endpoint, secrets, send: tokenService });
    const context = { sys, endpoint, traffic, secrets, authorizer };
    const send = async (ask) => {
        const url = absolute(endpoint, ask.to);
        const response = await insisted(context, ask.expect, ask.safe ?? true, () => authorized(context, ask, url));
        if (ask.expect.includes(response.status))
            return response;
        const known = (await authorizer.authorization(ask.scopes)) !== undefined;
        throw await refused(response, endpoint, ask.wanted, known, secrets);
    };
    const location = (response) => {
        const base = `${endpoint.origin}/`;
        try {
            return target(response.headers["location"], base, endpoint);
        }
        catch (error) {
            throw error instanceof errors/* DlEnvError */.Oz ? error : badRedirect(endpoint, `cannot be read (${safeUrl(base)})`);
        }
    };
    return { endpoint, clock: sys.clock, traffic, send, location };
};

;// CONCATENATED MODULE: ./lib/src/registry/upload.js




/** Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost connection costs one piece. */
const CHUNK = 128 * 1024 * 1024;
const makeCursor = (open) => {
    const state = { iterator: undefined, rest: new Uint8Array(0), at: 0 };
    /** Up to `most` bytes; undefined at the end. */
    const next = async (most) => {
        while (state.rest.byteLength === 0) {
            const result = await state.iterator?.next();
            if (result === undefined || result.done === true)
                return undefined;
            state.rest = result.value;
        }
        const part = state.rest.subarray(0, most);
        state.rest = state.rest.subarray(part.byteLength);
        state.at += part.byteLength;
        return part;
    };
    const seek = async (offset) => {
        if (state.iterator === undefined || state.at > offset) {
            await state.iterator?.return?.();
            Object.assign(state, { iterator: open()[Symbol.asyncIterator](), rest: new Uint8Array(0), at: 0 });
        }
        while (state.at < offset && (await next(offset - state.at)) !== undefined)
            ;
    };
    async function* piece(start, end) {
        await seek(start);
        while (state.at < end) {
            const part = await next(end - state.at);
            if (part === undefined)
                return;
            yield part;
        }
    }
    return { piece };
};
/** Milliseconds that a registry may take to put a blob away after its last byte came: some copy it to a storage of their own first. */
const PATIENCE = 300_000;
const withDigest = (location, digest) => {
    const url = new URL(location);
    url.searchParams.set("digest", digest);
    return url.href;
};
const ask = ({ repository, source }) => ({ scopes: [pushScope(repository)], wanted: `take the blob ${source.digest}` });
const start = async (upload) => {
    const response = await upload.transport.send({ ...ask(upload), method: "POST", to: `${upload.repository}/blobs/uploads/`, body: "", headers: { "content-length": "0" }, safe: false, expect: [202] });
    await response.discard();
    return { location: upload.transport.location(response), least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0 };
};
const finish = async (upload, location, length, body) => {
    const response = await upload.transport.send({
        ...ask(upload),
        method: "PUT",
        to: withDigest(location, upload.source.digest),
        headers: { "content-type": "application/octet-stream", "content-length": String(length) },
        body,
        timeout: PATIENCE,
        // A session that was closed cannot be closed twice: the whole upload is repeated instead.
        safe: false,
        expect: [201, 204],
    });
    await response.discard();
};
const whole = async (upload) => {
    const { source } = upload;
    const { location } = await start(upload);
    await finish(upload, location, source.size, () => (0,registry_digest/* verified */.zr)(source.open(), source.digest, "this machine", source.size));
    upload.transport.traffic.sent += source.size;
};
const sendPiece = async (upload, cursor, location, from, to) => {
    const response = await upload.transport.send({
        ...ask(upload),
        method: "PATCH",
        to: location,
        headers: { "content-type": "application/octet-stream", "content-length": String(to - from), "content-range": `${from}-${to - 1}` },
        body: () => cursor.piece(from, to),
        timeout: PATIENCE,
        safe: false,
        expect: [202],
    });
    await response.discard();
    upload.transport.traffic.sent += to - from;
    return upload.transport.location(response);
};
/** How far the registry has come, after a connection was lost. */
const progress = async (upload, location) => {
    const response = await upload.transport.send({ ...ask(upload), method: "GET", to: location, expect: [204] });
    await response.discard();
    const end = /^(?:bytes=)?0-([0-9]+)$/.exec(response.headers["range"] ?? "")?.[1];
    const last = end === undefined ? -1 : Number(end);
    // "0-0" is what registries say for nothing and for one byte; nothing is the safe reading, as pieces are far larger.
    return { location: response.headers["location"] === undefined ? location : upload.transport.location(response), offset: last <= 0 ? 0 : last + 1 };
};
const inPieces = async (upload, chunk) => {
    const { source, transport } = upload;
    const begun = await start(upload);
    const size = Math.max(chunk, begun.least);
    const cursor = makeCursor(() => (0,registry_digest/* verified */.zr)(source.open(), source.digest, "this machine", source.size));
    let { location } = begun;
    for (let offset = 0, failures = 0; offset < source.size;) {
        const end = Math.min(offset + size, source.size);
        try {
            location = await sendPiece(upload, cursor, location, offset, end);
            offset = end;
        }
        catch (error) {
            failures += 1;
            const pause = isNetworkFault(error) ? pauseBefore(failures + 1, { network: true }, true, transport.clock.now()) : undefined;
            if (pause === undefined)
                throw error;
            await transport.clock.sleep(pause);
            ({ location, offset } = await progress(upload, location));
        }
    }
    await finish(upload, location, 0, "");
};
/** Whether a registry that took the request says that it does not take blobs in pieces. */
const dislikesPieces = (error) => {
    const status = refusalStatus(error);
    return status !== undefined && [400, 404, 405, 411, 413, 415, 416, 501].includes(status);
};
/** Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob, as the table of retries says. */
const uploadBlob = async (transport, repository, source, chunk = CHUNK) => {
    const upload = { transport, repository, source };
    await persist(transport.clock, ["network", "server", "race"], async () => {
        if (source.size <= chunk)
            return whole(upload);
        try {
            return await inPieces(upload, chunk);
        }
        catch (error) {
            if (!(error instanceof errors/* DlEnvError */.Oz) || !dislikesPieces(error))
                throw error;
            return whole(upload);
        }
    });
};

;// CONCATENATED MODULE: ./lib/src/registry/client.js









/** Registries take no larger manifests (distribution's own limit). */
const LARGEST_MANIFEST = 4 * 1024 * 1024;
const ACCEPT = [repository/* OCI_MANIFEST */.EG, repository/* OCI_INDEX */.$p, repository/* DOCKER_MANIFEST */.Vv, repository/* DOCKER_LIST */.Y2].join(", ");
const PAGE = 1000;
/** Registries that do not page give all tags at once; 100,000 of them are about this many bytes. */
const LARGEST_PAGE = 32 * 1024 * 1024;
const MOST_PAGES = 1000;
const TagsPage = schemas/* object */.Ikc({ tags: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() });
const isRegistry = (repository) => repository.kind === "registry" && "endpoint" in repository;
/** The path of `<…>; rel="next"`, resolved and held to the same registry. */
const nextPage = (link, origin, at) => {
    const next = (link ?? "").split(",").map((part) => /^\s*<([^>]*)>\s*;.*\brel="?next"?/i.exec(part)?.[1]).find((found) => found !== undefined);
    if (next === undefined)
        return undefined;
    const url = new URL(next, `${origin}/v2/${at}`);
    // The token goes with it, so no other place may be named here.
    return url.origin === origin && url.pathname.startsWith("/v2/") ? `${url.pathname.slice("/v2/".length)}${url.search}` : undefined;
};
const listTags = async ({ transport, repository, name, pull }) => {
    const tags = new Set();
    let page = `${repository}/tags/list?n=${PAGE}`;
    for (let count = 0; page !== undefined; count += 1) {
        if (count === MOST_PAGES)
            throw (0,errors/* unreachable */.HB)({ code: "tags-without-end", message: `${name} lists tags without end.`, hint: `Look at its answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list` });
        const response = await transport.send({ method: "GET", to: page, scopes: pull, wanted: `list the tags of ${name}`, expect: [200, 404] });
        if (response.status === 404) {
            await response.discard();
            return [];
        }
        const before = tags.size;
        const decoded = TagsPage.safeParse((0,registry_digest/* readJson */.Vh)(await (0,registry_digest/* collect */.Fo)(response.body, LARGEST_PAGE, `The list of tags of ${name}`)));
        if (!decoded.success)
            throw (0,errors/* unreachable */.HB)({ code: "registry-nonsense", message: `${name} answered with something that is no list of tags.`, hint: `Look at it: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list` });
        for (const tag of decoded.data.tags ?? [])
            tags.add(tag);
        page = tags.size === before ? undefined : nextPage(response.headers["link"], transport.endpoint.origin, page);
    }
    return [...tags].sort();
};
const mediaTypeOf = (header, bytes) => {
    const declared = header?.split(";", 1)[0]?.trim() ?? "";
    if (declared !== "" && declared !== "application/octet-stream" && declared !== "application/json")
        return declared;
    const value = (0,registry_digest/* readJson */.Vh)(bytes);
    return typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string" ? value.mediaType : repository/* OCI_MANIFEST */.EG;
};
const getManifest = async ({ transport, repository, name, pull }, reference) => {
    const response = await transport.send({ method: "GET", to: `${repository}/manifests/${reference}`, scopes: pull, headers: { accept: ACCEPT }, wanted: `give the manifest ${reference} of ${name}`, follow: true, expect: [200, 404] });
    if (response.status === 404) {
        await response.discard();
        return undefined;
    }
    const bytes = await (0,registry_digest/* collect */.Fo)(response.body, LARGEST_MANIFEST, `The manifest ${reference} of ${name}`);
    transport.traffic.received += bytes.byteLength;
    const told = response.headers["docker-content-digest"] ?? "";
    const digest = (0,registry_reference/* isDigest */.Bc)(reference) ? reference : (0,registry_reference/* isDigest */.Bc)(told) ? told : (0,registry_digest/* digestOf */.ol)(bytes);
    (0,registry_digest/* checkDigest */.H2)(bytes, digest, name);
    return { digest, mediaType: mediaTypeOf(response.headers["content-type"], bytes), bytes };
};
const headManifest = async (context, reference) => {
    const { transport, repository, name, pull } = context;
    const response = await transport.send({ method: "HEAD", to: `${repository}/manifests/${reference}`, scopes: pull, headers: { accept: ACCEPT }, wanted: `resolve ${reference} in ${name}`, follow: true, expect: [200, 404] });
    await response.discard();
    if (response.status === 404)
        return undefined;
    const digest = response.headers["docker-content-digest"];
    return digest !== undefined && (0,registry_reference/* isDigest */.Bc)(digest) ? digest : (await getManifest(context, reference))?.digest;
};
const headBlob = async ({ transport, repository, name }, digest, scopes) => {
    // A redirect to storage says that it is there; following it would cost a request.
    const response = await transport.send({ method: "HEAD", to: `${repository}/blobs/${digest}`, scopes, wanted: `look for ${digest} in ${name}`, expect: [200, 302, 303, 307, 308, 404] });
    await response.discard();
    return response.status !== 404;
};
/** Bytes from `offset` on; a registry that ignores the range gives all, so what is known already is dropped. */
async function* bytesFrom({ transport, repository, name, pull }, digest, offset) {
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await transport.send({ method: "GET", to: `${repository}/blobs/${digest}`, scopes: pull, headers, wanted: `give the blob ${digest} of ${name}`, follow: true, expect: [200, 206] });
    let drop = response.status === 206 ? 0 : offset;
    for await (const chunk of response.body) {
        const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
        drop -= chunk.byteLength - rest.byteLength;
        transport.traffic.received += chunk.byteLength;
        if (rest.byteLength > 0)
            yield rest;
    }
}
/** All bytes; a connection that is lost half-way is taken up where it broke. */
async function* bytesOf(context, digest) {
    const { clock } = context.transport;
    for (let offset = 0, failures = 0;;) {
        try {
            for await (const chunk of bytesFrom(context, digest, offset)) {
                offset += chunk.byteLength;
                yield chunk;
            }
            return;
        }
        catch (error) {
            failures += 1;
            const pause = isNetworkFault(error) ? pauseBefore(failures + 1, { network: true }, true, clock.now()) : undefined;
            if (pause === undefined)
                throw error;
            await clock.sleep(pause);
        }
    }
}
const mount = async ({ transport, repository, name }, digest, from) => {
    const query = new URLSearchParams({ mount: digest, from: from.endpoint.repository });
    const response = await transport.send({
        method: "POST",
        to: `${repository}/blobs/uploads/?${query.toString()}`,
        scopes: [pushScope(repository), pullScope(from.endpoint.repository)],
        wanted: `mount ${digest} in ${name}`,
        body: "",
        headers: { "content-length": "0" },
        expect: [201, 202],
    });
    await response.discard();
    if (response.status === 201)
        return true;
    // Not mounted: the registry opened an upload instead, which is given back. That it fails changes nothing.
    const cancelled = await transport.send({ method: "DELETE", to: transport.location(response), scopes: [pushScope(repository)], wanted: "end an upload", safe: false, expect: [200, 202, 204, 400, 401, 403, 404, 405, 501] });
    await cancelled.discard();
    return false;
};
const put = async ({ transport, repository, name, push }, manifest, tag) => {
    const digest = (0,registry_digest/* digestOf */.ol)(manifest.bytes);
    const reference = tag ?? digest;
    const headers = { "content-type": manifest.mediaType, "content-length": String(manifest.bytes.byteLength) };
    const response = await transport.send({ method: "PUT", to: `${repository}/manifests/${reference}`, scopes: push, headers, body: manifest.bytes, wanted: `take the manifest ${reference} into ${name}`, expect: [200, 201, 202] });
    await response.discard();
    transport.traffic.sent += manifest.bytes.byteLength;
    const stored = response.headers["docker-content-digest"] ?? digest;
    if (stored !== digest)
        throw (0,errors/* unreachable */.HB)({ code: "digest-mismatch", message: `${name} stored ${stored} where ${digest} was sent.`, hint: `It changes what it is given; look at it: curl -sSI ${transport.endpoint.origin}/v2/${repository}/manifests/${reference}` });
    return digest;
};
/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write) => {
    const running = new Map();
    return async (source) => {
        const other = running.get(source.digest);
        if (other !== undefined) {
            await other;
            return false;
        }
        const work = write(source).finally(() => running.delete(source.digest));
        running.set(source.digest, work);
        return work;
    };
};
/**
 * Blobs that this process saw in the repository are not asked for again: hundreds of images share a few dozen layers, so the second
 * link costs four requests instead of one a layer. A registry that collects garbage meanwhile refuses the manifest, and says so.
 */
const remembered = (context, chunk) => {
    const seen = new Set();
    const look = async (digest, scopes) => {
        if (!seen.has(digest) && (await headBlob(context, digest, scopes)))
            seen.add(digest);
        return seen.has(digest);
    };
    return {
        hasBlob: (digest) => look(digest, context.pull),
        writeBlob: once(async (source) => {
            // Asked as one who may push: some registries deny a repository that does not exist yet to those who may only pull.
            if (await look(source.digest, context.push))
                return false;
            await uploadBlob(context.transport, context.repository, source, chunk);
            seen.add(source.digest);
            return true;
        }),
        mount: async (digest, from) => {
            if (!seen.has(digest) && (await mount(context, digest, from)))
                seen.add(digest);
            return seen.has(digest);
        },
    };
};
/** One repository of a registry over the distribution protocol. `chunk` is for tests: bytes above which a blob is sent in pieces. */
const registryRepository = (sys, endpoint, name, options = {}) => {
    const transport = makeTransport(sys, endpoint);
    const { repository } = endpoint;
    const context = { transport, repository, name, pull: [pullScope(repository)], push: [pushScope(repository)] };
    const blobs = remembered(context, options.chunk ?? CHUNK);
    const same = (from) => isRegistry(from) && from.endpoint.origin === endpoint.origin;
    return {
        name,
        kind: "registry",
        local: endpoint.loopback,
        endpoint,
        traffic: transport.traffic,
        tags: () => listTags(context),
        manifest: (reference) => getManifest(context, reference),
        resolve: (reference) => headManifest(context, reference),
        hasBlob: blobs.hasBlob,
        readBlob: (digest) => (0,registry_digest/* verified */.zr)(bytesOf(context, digest), digest, name),
        writeBlob: blobs.writeBlob,
        mountBlob: async (digest, from) => same(from) && (from.endpoint.repository === repository || blobs.mount(digest, from)),
        putManifest: (manifest, tag) => persist(sys.clock, ["race"], () => put(context, manifest, tag)),
    };
};

// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(9824);
;// CONCATENATED MODULE: ./lib/src/registry/open.js





/** Opens repositories by name; the same name gives the same object, so that tokens and counters are shared. Asks nothing yet. */
const openRepository = (sys, options = {}) => {
    const opened = new Map();
    return (text, place) => {
        const reference = (0,registry_reference/* parseReference */.F2)(text, place);
        if (reference.kind === "registry" && (reference.tag !== undefined || reference.digest !== undefined)) {
            throw (0,errors/* wrongRequest */.Tw)({ code: "wrong-reference", message: `"${text}" names one image; a repository without tag and digest is needed.`, ...(place === undefined ? {} : { place }), hint: `Leave the rest out: to: ${(0,registry_reference/* repositoryName */.aR)(reference)}` });
        }
        const name = reference.kind === "layout" ? `oci:${reference.dir}` : (0,registry_reference/* repositoryName */.aR)(reference);
        const known = opened.get(name);
        if (known !== undefined)
            return known;
        const repository = reference.kind === "layout" ? (0,layout/* layoutRepository */.$_)(sys, reference.dir, place) : registryRepository(sys, endpointOf(reference, options.mirrors ?? {}), name);
        opened.set(name, repository);
        return repository;
    };
};

;// CONCATENATED MODULE: ./lib/src/session.js





/** Name of the repository under which the catalog lists the stand-in. */
const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";
const readRequest = async (sys, file) => {
    if ((await sys.files.stat(file))?.kind === "directory")
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: `${file} is a folder, where a request is needed.`, hint: `Name the file in it: --file ${file}/dl-env.yml` });
    const text = await sys.files.readText(file);
    if (text !== undefined)
        return text;
    throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: `There is no file ${file}.`, hint: "Write one; the smallest is: printf 'to: oci:./images\\nmatrix:\\n  cuda: [12.8]\\n  ubuntu: [24.04]\\n' > dl-env.yml" });
};
/** The folder part of a path; `.` when it has none. */
const folderOf = (path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".");
/** `oci:DIR` with DIR relative to the folder of dl-env.yml; anything else as it is. */
const anchored = (name, folder) => {
    if (!name.startsWith("oci:"))
        return name;
    const dir = name.slice("oci:".length);
    return dir.startsWith("/") ? name : `oci:${folder}/${dir.replace(/^\.\//, "")}`;
};
/** The catalog names a repository for the stand-in; here it is a layout in the user's cache folder. */
const withStandIn = (open, dir) => (name, place) => open(name === STAND_IN_REPOSITORY ? `oci:${dir}` : name, place);
/** Folder of committed locks. */
const lockFolder = ({ folder, options }) => options.handed?.locks ?? `${folder}/locks`;
const catalogFor = async (sys, { text, file }) => {
    const builtIn = await loadCatalog(sys);
    const { catalog } = decodeRequest(text, file, builtIn, { tolerant: true });
    if (catalog === undefined)
        return builtIn;
    return loadCatalog(sys, catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`);
};
/** Opens the destination and the store of a request that is known already. */
const sessionWith = (sys, { request, catalog, folder, options }) => {
    const open = withStandIn(openRepository(sys, { mirrors: request.mirrors }), (0,standIn/* standInLayout */.yh)(sys));
    const to = open(anchored(request.to, folder), request.places["to"]);
    const store = request.store === request.to ? to : open(anchored(request.store, folder), request.places["store"]);
    return { sys, catalog, request, open, to, store, folder, options };
};
/** Decodes a request, and opens the destination and the store; nothing outside is asked yet. */
const sessionOf = async (sys, input) => {
    const { text, file, options } = input;
    const folder = folderOf(file);
    const catalog = input.catalog ?? (await catalogFor(sys, input));
    const asked = decodeRequest(text, file, catalog);
    const request = {
        ...asked,
        ...(options.engine === undefined ? {} : { engine: options.engine }),
        ...(options.build === undefined ? {} : { build: options.build }),
        ...(options.require === undefined ? {} : { smoke: { require: options.require } }),
        ...(options.to === undefined ? {} : { to: options.to, store: options.to.startsWith("oci:") ? options.to : `${options.to}-layers` }),
    };
    return sessionWith(sys, { request, catalog, folder, options });
};
/** Reads dl-env.yml and opens what it names; see sessionOf. */
const openSession = async (sys, options = {}) => {
    const file = options.file ?? "dl-env.yml";
    return sessionOf(sys, { text: await readRequest(sys, file), file, options });
};


/***/ }),

/***/ 2673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ openWork)
/* harmony export */ });
/* harmony import */ var _resolve_remembered_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3055);

/** In the user's cache folder and not in /tmp, which is often small, and kept short for the first lines of scripts. */
const openWork = async (sys) => {
    const dir = await sys.files.makeTemp("w-", `${(0,_resolve_remembered_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheFolder */ .n)(sys.env)}/tmp`);
    return { dir, close: () => sys.files.remove(dir) };
};


/***/ })

};
