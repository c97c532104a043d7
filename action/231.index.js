export const id = 231;
export const ids = [231];
export const modules = {

/***/ 52231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctorStep: () => (/* binding */ doctorStep)
});

// EXTERNAL MODULE: ./lib/src/host/hostCatalog.js
var hostCatalog = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/src/host/hostFacts.js
var hostFacts = __webpack_require__(61092);
;// CONCATENATED MODULE: ./lib/src/host/finding.js

/** The finding of something that is wrong, or that could not be told. */
const fault = (plain, level, words) => ({ ...plain, level, ...words });
const ok = (plain) => ({ ...plain, level: "ok", why: "", fix: [] });
const skipped = (plain) => ({
    ...plain,
    level: "skipped",
    why: "",
    fix: [],
});
/** The finding of a fact that could not be read. */
const notRead = (plain, fact, why) => ({
    ...plain,
    level: "unknown",
    found: fact.unknown,
    why,
    fix: [],
});
/** Judges a fact when it is known; else says so, and why it matters. */
const judged = ({ plain, fact, why, }, judge) => ((0,hostFacts/* isKnown */.qE)(fact) ? judge(fact.value) : notRead(plain, fact, why));

;// CONCATENATED MODULE: ./lib/src/host/fix.js

/**
 * The family of matrix/host/distributions.yml that a distribution belongs to; undefined when it is
 * none of them.
 */
const familyOf = (catalog, system) => {
    if (system === undefined)
        return undefined;
    const families = Object.entries(catalog.distributions.families);
    const byId = families.find(([, family]) => family.ids.includes(system.id));
    return (byId ??
        families.find(([, family]) => system.like.some((like) => family.like.includes(like))))?.[0];
};
/**
 * Address of NVIDIA's repository for this release, out of our own table; undefined when the table
 * has no such release.
 */
const nvidiaRepository = (catalog, system) => {
    const { base, folders } = catalog.distributions.nvidia;
    const releases = Object.hasOwn(folders, system?.id ?? "") ? folders[system?.id ?? ""] : undefined;
    const version = system?.version;
    if (releases === undefined || version === undefined)
        return undefined;
    const release = Object.keys(releases)
        .sort((a, b) => b.length - a.length)
        .find((start) => version === start || version.startsWith(`${start}.`));
    const folder = release === undefined ? undefined : releases[release];
    return folder === undefined ? undefined : `${base}/${folder}/x86_64`;
};
/** File with the repository's description: `cuda-rhel9.repo`. */
const repositoryFile = (address) => `cuda-${address.split("/").at(-2) ?? ""}.repo`;
const linesOf = (catalog, facts, name) => {
    const fix = catalog.fixes[name];
    if (fix === undefined)
        return undefined;
    const system = (0,hostFacts/* valueOf */.RP)(facts.system);
    const family = familyOf(catalog, system);
    const manager = (0,hostFacts/* valueOf */.RP)(facts.packages)?.manager;
    const major = /^\d+/.exec(system?.version ?? "")?.[0] ?? "";
    const keys = [`${family}${major}`, `${family}-${manager}`, family, manager, "any"];
    for (const key of keys) {
        const lines = key !== undefined && Object.hasOwn(fix, key) ? fix[key] : undefined;
        if (Array.isArray(lines))
            return lines;
    }
    return undefined;
};
/**
 * Commands of matrix/host/fixes.yml for this host; only a line that names the source when there are
 * none for it.
 */
const fixFor = (input, name) => {
    const { facts, catalog } = input;
    const source = catalog.fixes[name]?.source;
    if (source === undefined)
        throw new TypeError(`no fix ${name} in matrix/host/fixes.yml`);
    const repository = nvidiaRepository(catalog, (0,hostFacts/* valueOf */.RP)(facts.system));
    const lines = linesOf(catalog, facts, name);
    const usable = lines?.some((line) => line.includes("{nvidia}")) === true && repository === undefined
        ? linesOf(catalog, facts, `${name}-unlisted`)
        : lines;
    if (usable === undefined)
        return { fix: [`# see ${source}`], source };
    const pm = (0,hostFacts/* valueOf */.RP)(facts.packages)?.manager === "yum" ? "yum" : "dnf";
    const filled = usable.map((line) => line
        .replaceAll("{pm}", pm)
        .replaceAll("{nvidia}", repository ?? "")
        .replaceAll("{repofile}", repositoryFile(repository ?? "")));
    return { fix: filled, source };
};
/** Two fixes, one after the other; the source is the first one's. */
const both = (first, second) => ({
    fix: [...first.fix, ...second.fix],
    source: first.source,
});

// EXTERNAL MODULE: ./lib/src/host/derivedFacts.js
var derivedFacts = __webpack_require__(84789);
// EXTERNAL MODULE: ./lib/src/host/toolVersion.js
var toolVersion = __webpack_require__(84467);
;// CONCATENATED MODULE: ./lib/src/host/checks/cdiChecks.js





const generate = (input) => {
    const version = (0,hostFacts/* valueOf */.RP)(input.facts.toolkit)?.version;
    return fixFor(input, version !== undefined && (0,toolVersion/* atLeast */.j)(version, input.catalog.toolkit.refreshSince)
        ? "cdi-refresh"
        : "cdi-generate");
};
const folderOf = (spec) => spec.path.slice(0, spec.path.lastIndexOf("/"));
/**
 * Two specs in one folder that name the same device cancel each other; across folders /var/run/cdi
 * wins.
 */
const doubled = (specs) => specs.some((one, index) => specs
    .slice(index + 1)
    .some((other) => folderOf(one) === folderOf(other) &&
    one.devices.some((device) => other.devices.includes(device))));
const ofOtherDriver = (input, specs) => {
    const driver = (0,derivedFacts/* driverVersion */.pE)(input.facts);
    const stale = specs.find((spec) => driver !== undefined && spec.driver !== undefined && spec.driver !== driver);
    if (stale === undefined)
        return undefined;
    return {
        found: `${stale.path} is for driver ${stale.driver ?? ""}, but ${driver ?? ""} is loaded`,
        why: "Containers fail to start: the spec names libraries that are gone.",
        ...generate(input),
    };
};
const tooNew = (input, specs) => {
    const podman = (0,derivedFacts/* applies */.Br)(input, "podman") ? (0,derivedFacts/* workingPodman */.X5)(input.facts) : undefined;
    const limit = input.catalog.engines.podman.cdiSpec07;
    const spec = specs.find(({ version }) => version !== undefined && (0,toolVersion/* atLeast */.j)(version, "0.7"));
    if (podman === undefined || spec === undefined || (0,toolVersion/* atLeast */.j)(podman.version, limit))
        return undefined;
    return {
        found: `${spec.path} has format ${spec.version ?? ""}, podman is ${podman.version}`,
        why: `podman reads this format since ${limit}.`,
        ...fixFor(input, "podman-upgrade"),
    };
};
/** What is wrong with the specs that the engine would read; undefined when nothing is. */
const cdiFault = (input, specs) => {
    if (specs.every((spec) => spec.devices.length === 0))
        return {
            found: "none in /etc/cdi and /var/run/cdi",
            why: "podman finds GPUs by their CDI names only.",
            ...generate(input),
        };
    const stale = ofOtherDriver(input, specs);
    if (stale !== undefined)
        return stale;
    if (!doubled(specs))
        return tooNew(input, specs);
    return {
        found: specs.map((spec) => spec.path).join(", "),
        why: "Two specs in one folder name the same devices, so neither is used.",
        fix: ["ls -l /etc/cdi /var/run/cdi   # keep one file per folder", ...generate(input).fix],
        source: generate(input).source,
    };
};
/** Why specs are not looked at on this host; undefined where they are. */
const notNeeded = (input) => {
    const { facts, catalog, wanted } = input;
    if (wanted.for === "build")
        return "not needed for building";
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no")
        return "no NVIDIA GPU";
    if ((0,derivedFacts/* hasCdi */.NH)(facts) || !("value" in facts.cdi))
        return undefined;
    if ((0,hostFacts/* valueOf */.RP)(facts.driver) === null && (0,hostFacts/* valueOf */.RP)(facts.wsl) !== true)
        return "no driver is loaded";
    if ((0,derivedFacts/* applies */.Br)(input, "podman") && (0,derivedFacts/* workingPodman */.X5)(facts) !== undefined)
        return undefined;
    const docker = (0,derivedFacts/* applies */.Br)(input, "docker") ? (0,derivedFacts/* workingDocker */.eG)(facts) : undefined;
    const byRuntime = docker !== undefined && (0,derivedFacts/* dockerGpu */.V0)(docker, facts, catalog) === "gpus";
    if (!byRuntime && !("value" in facts.podman))
        return undefined;
    return docker === undefined ? "none; no engine needs it" : "none; Docker does not need it";
};
const specText = ({ path, driver }) => `${path}${driver === undefined ? "" : ` (driver ${driver})`}`;
/** CDI specs: there, of the driver that is loaded, unambiguous, and readable by the engine. */
const checkCdi = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "cdi", title: "CDI spec", source: catalog.toolkit.refreshSource };
    const why = notNeeded(input);
    if (why !== undefined)
        return [skipped({ ...plain, found: why })];
    const podman = (0,derivedFacts/* applies */.Br)(input, "podman") && (0,derivedFacts/* workingPodman */.X5)(facts) !== undefined;
    return [
        judged({ plain, fact: facts.cdi, why: "podman finds GPUs by their CDI names only." }, (specs) => {
            const words = cdiFault(input, specs);
            return words === undefined
                ? ok({ ...plain, found: specs.map(specText).join(", ") })
                : fault(plain, podman ? (0,derivedFacts/* severity */.yf)(input, "podman") : "warn", words);
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/dockerChecks.js





const SYSTEM_SOCKET = "unix:///var/run/docker.sock";
/**
 * The client says where it looked; a variable or a context that is left over from another set-up
 * sends it astray.
 */
const notRunning = (input, message) => {
    const address = /daemon at (\S+?)\.? /.exec(message)?.[1] ?? SYSTEM_SOCKET;
    if (address === SYSTEM_SOCKET)
        return {
            found: "the daemon is not running",
            why: "The client does not work without the daemon.",
            ...fixFor(input, "docker-start"),
        };
    const found = `no daemon answers at ${address}`;
    if (address === `unix:///run/user/${input.facts.user.uid}/docker.sock`)
        return {
            found,
            why: "That is this user's own Docker, which runs without root.",
            ...fixFor(input, "docker-start-rootless"),
        };
    return {
        found,
        why: "DOCKER_HOST or a context sends the client there, not to the daemon of this host.",
        ...fixFor(input, "docker-elsewhere"),
    };
};
const refused = (input, server) => {
    switch (server.why) {
        case "permission":
            return {
                found: "the daemon runs, but this user has no access to it",
                why: "Either join the group docker, whose members can become root, or run Docker " +
                    "without root.",
                ...both(fixFor(input, "docker-group"), fixFor(input, "docker-rootless")),
            };
        case "not-running":
            return notRunning(input, server.said);
        case "other":
            return {
                found: server.said,
                why: "The client does not work without the daemon.",
                ...fixFor(input, "docker-start"),
            };
    }
};
/** The finding where the client is not installed. */
const noClient = (input, plain) => {
    const { isPodman } = input.facts.docker;
    const found = isPodman ? "not installed; `docker` is podman's wrapper" : "not installed";
    if (input.wanted.engine !== "docker")
        return skipped({ ...plain, found });
    const before = isPodman ? fixFor(input, "podman-docker") : { fix: [], source: plain.source };
    return fault(plain, "fail", {
        found,
        why: "Docker was requested.",
        ...both(before, fixFor(input, "docker-install")),
    });
};
/** Docker: client, daemon, access, and the service's start at boot. */
const checkDocker = (input) => {
    const { facts, catalog } = input;
    const source = catalog.fixes["docker-start"]?.source ?? "";
    const plain = { id: "docker", title: "Docker", source };
    if (!(0,derivedFacts/* applies */.Br)(input, "docker"))
        return [];
    if ("unknown" in facts.docker.client)
        return [notRead(plain, facts.docker.client, "Images are built and run by docker or podman.")];
    if (facts.docker.client.value === null)
        return [noClient(input, plain)];
    return [
        judged({ plain, fact: facts.docker.server, why: "The client does not work without the daemon." }, (server) => {
            if (server === null)
                return skipped({ ...plain, found: "no daemon" });
            if (server.kind === "refused")
                return fault(plain, (0,derivedFacts/* severity */.yf)(input, "docker"), refused(input, server));
            const service = (0,hostFacts/* valueOf */.RP)(facts.docker.service);
            const found = `${server.version}${server.rootless ? ", rootless" : ""}`;
            if (!server.rootless && service != null && !service.enabled)
                return fault(plain, "warn", {
                    found: `${found}; the service does not start at boot`,
                    why: "After a reboot the daemon is not running.",
                    ...fixFor(input, "docker-start"),
                });
            return ok({ ...plain, found });
        }),
    ];
};
/** Docker can hand out GPUs. */
const checkDockerGpu = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = {
        id: "docker-gpu",
        title: "GPUs in Docker",
        source: catalog.fixes["toolkit-docker"]?.source ?? "",
    };
    const server = (0,derivedFacts/* workingDocker */.eG)(facts);
    if (!(0,derivedFacts/* applies */.Br)(input, "docker") || server === undefined)
        return [];
    if (wanted.for === "build" || (0,derivedFacts/* hasGpu */.xJ)(facts) === "no")
        return [skipped({ ...plain, found: "not needed" })];
    const way = (0,derivedFacts/* dockerGpu */.V0)(server, facts, catalog);
    if (way !== undefined)
        return [ok({ ...plain, found: way === "gpus" ? "by the nvidia runtime" : "by CDI" })];
    const old = !(0,toolVersion/* atLeast */.j)(server.version, catalog.engines.docker.gpus);
    const why = old
        ? `--gpus came with Docker ${catalog.engines.docker.gpus}.`
        : "`docker run --gpus all` ends with: could not select device driver with capabilities gpu.";
    const fix = old
        ? fixFor(input, "docker-install")
        : fixFor(input, server.rootless ? "toolkit-docker-rootless" : "toolkit-docker");
    return [
        fault(plain, (0,derivedFacts/* severity */.yf)(input, "docker"), {
            found: `runtimes: ${server.runtimes.join(", ")}; CDI ${server.cdi ? "on" : "off"}`,
            why,
            ...fix,
        }),
    ];
};
/** buildx, with which Docker builds. */
const checkBuildx = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "buildx", title: "buildx", source: catalog.fixes["buildx"]?.source ?? "" };
    if (!(0,derivedFacts/* applies */.Br)(input, "docker") || (0,derivedFacts/* workingDocker */.eG)(facts) === undefined)
        return [];
    return [
        judged({ plain, fact: facts.buildx, why: "Docker builds the system layer with it." }, (version) => version === null
            ? fault(plain, (0,derivedFacts/* severity */.yf)(input, "docker"), {
                found: "not installed",
                why: "Docker builds the system layer with it.",
                ...fixFor(input, "buildx"),
            })
            : ok({ ...plain, found: version })),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/driverChecks.js





/** How the driver that these GPUs need is installed here. */
const installDriver = (input) => {
    if ((0,hostFacts/* valueOf */.RP)(input.facts.wsl) === true)
        return fixFor(input, "driver-wsl");
    return fixFor(input, (0,derivedFacts/* kernelNeeded */.VS)((0,derivedFacts/* architectures */.f2)(input.facts, input.catalog)) === "proprietary"
        ? "driver-proprietary"
        : "driver-open");
};
const notLoaded = (input) => {
    const module = input.facts.module;
    const why = "Without it no container sees the GPU.";
    if (!(0,hostFacts/* isKnown */.qE)(module) || module.value === null)
        return {
            found: "no NVIDIA driver is loaded, and none is installed for this kernel",
            why,
            ...installDriver(input),
        };
    const found = `driver ${module.value.version ?? ""} is installed for this kernel but not loaded`.replace("  ", " ");
    if ((0,hostFacts/* valueOf */.RP)(input.facts.modules)?.includes("nouveau") === true)
        return { found: `${found}: nouveau holds the GPU`, why, ...fixFor(input, "nouveau") };
    if ((0,hostFacts/* valueOf */.RP)(input.facts.secureBoot) === true)
        return { found: `${found}: Secure Boot may refuse it`, why, ...fixFor(input, "secure-boot") };
    return { found, why, ...fixFor(input, "load-module") };
};
const isWsl = ({ facts }) => (0,hostFacts/* valueOf */.RP)(facts.wsl) === true;
/** Whether a driver is loaded. */
const checkDriver = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "driver",
        title: "NVIDIA driver",
        source: catalog.fixes["driver-open"]?.source ?? "",
    };
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no")
        return [skipped({ ...plain, found: "no NVIDIA GPU" })];
    const version = (0,derivedFacts/* driverVersion */.pE)(facts);
    if (version !== undefined) {
        const kind = (0,hostFacts/* valueOf */.RP)(facts.driver)?.kind;
        return [
            ok({
                ...plain,
                found: `${version}${kind === undefined ? "" : `, ${kind} kernel modules`}${isWsl(input) ? ", of Windows" : ""}`,
            }),
        ];
    }
    if (!(0,hostFacts/* isKnown */.qE)(facts.driver))
        return [
            fault(plain, "unknown", {
                found: facts.driver.unknown,
                why: "Without a driver no container sees the GPU.",
                fix: [],
            }),
        ];
    return [fault(plain, "fail", notLoaded(input))];
};
/**
 * The last branch of drivers that supports all of these GPUs; Infinity when none is known to be.
 */
const lastBranch = (list) => Math.min(...list.map((one) => one.last ?? Number.POSITIVE_INFINITY));
/** What is wrong with a driver for these GPUs; undefined when nothing is. */
const wrongKind = (input, driver, list) => {
    const needed = (0,derivedFacts/* kernelNeeded */.VS)(list);
    const last = lastBranch(list);
    if (needed === "none")
        return {
            why: "One of the GPUs needs the open kernel modules and another the proprietary " +
                "ones; no driver drives both.",
            fix: ["lspci -nn -d 10de:   # remove one of them"],
        };
    if (Number(driver.version.split(".")[0]) > last)
        return {
            why: `Driver branch ${last} is the last that supports this GPU.`,
            ...fixFor(input, "driver-proprietary"),
        };
    if (needed === "open" && driver.kind !== "open")
        return {
            why: "This GPU works with the open kernel modules only.",
            ...fixFor(input, "driver-open"),
        };
    if (needed === "proprietary" && driver.kind !== "proprietary")
        return {
            why: "The open kernel modules support Turing and later only.",
            ...fixFor(input, "driver-proprietary"),
        };
    return undefined;
};
/** Whether the loaded driver is of the kind, and of a branch, that drives these GPUs. */
const checkDriverKind = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "driver-kind",
        title: "Driver fits the GPU",
        source: catalog.gpus.kernelSource,
    };
    const list = (0,derivedFacts/* architectures */.f2)(facts, catalog);
    const driver = (0,hostFacts/* valueOf */.RP)(facts.driver);
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" || driver === null || driver === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    if ((0,derivedFacts/* kernelNeeded */.VS)(list) === "unknown")
        return [
            fault(plain, "unknown", {
                found: "the architecture of the GPU is not known",
                why: "Some GPUs need the open kernel modules, others the proprietary ones.",
                fix: [],
            }),
        ];
    const names = list.map((one) => one.name).join(", ");
    const found = `${driver.kind} kernel modules ${driver.version} for ${names}`;
    const wrong = wrongKind(input, driver, list);
    return [
        wrong === undefined ? ok({ ...plain, found }) : fault(plain, "fail", { found, ...wrong }),
    ];
};
/** Whether the driver is new enough for the image that is to run. */
const checkDriverForImage = (input) => {
    const { facts, wanted, catalog } = input;
    const plain = {
        id: "driver-image",
        title: "Driver for the image",
        source: catalog.fixes["driver-open"]?.source ?? "",
    };
    if (wanted.image?.driver === undefined)
        return [];
    const version = (0,derivedFacts/* driverVersion */.pE)(facts);
    if (version === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    const found = `driver ${version}; CUDA ${wanted.image.cuda} needs ${wanted.image.driver} or newer`;
    if ((0,toolVersion/* atLeast */.j)(version, wanted.image.driver))
        return [ok({ ...plain, found })];
    const last = lastBranch((0,derivedFacts/* architectures */.f2)(facts, catalog));
    const isBeyond = Number.isFinite(last) && (0,toolVersion/* compareToolVersions */.V)(wanted.image.driver, `${last}.999`) > 0;
    const why = isBeyond
        ? `No driver that supports this GPU is new enough: branch ${last} was the last. ` +
            "Use a cell with an older CUDA."
        : "The image's CUDA does not start on an older driver.";
    return [
        fault(plain, "fail", {
            found,
            why,
            ...(isBeyond ? { fix: ["dl-env plan"] } : installDriver(input)),
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/engineChecks.js




const NEEDED = "Images are built and run by docker or podman.";
/** Installed packages that stand in the way of Docker's own. */
const conflicting = ({ facts, catalog }) => {
    const packages = (0,hostFacts/* valueOf */.RP)(facts.packages);
    const family = familyOf(catalog, (0,hostFacts/* valueOf */.RP)(facts.system));
    const names = catalog.packages.conflicts[packages?.manager === "apt" ? "apt" : (family ?? "")] ?? [];
    return (packages?.installed ?? []).filter((name) => names.includes(name));
};
/**
 * What to do where podman is too old: Docker comes in a new version for every release that is
 * alive.
 */
const insteadOfOld = (input) => input.wanted.engine === "podman"
    ? { why: "The finding about podman says what is wrong.", fix: [] }
    : {
        why: "Docker's own packages are new enough on any release; a newer podman comes " +
            "with a newer release.",
        ...fixFor(input, "docker-install"),
    };
const PLAIN = { id: "engine", title: "Container engine" };
/** What is wrong where no engine works. */
const noEngine = (input) => {
    const { facts, wanted } = input;
    const installed = (0,derivedFacts/* applies */.Br)(input, "docker") && (0,hostFacts/* valueOf */.RP)(facts.docker.client) != null;
    if (installed)
        return {
            found: "docker is installed, but its daemon does not answer",
            why: "The finding about Docker says what is wrong.",
            fix: [],
        };
    const old = (0,derivedFacts/* applies */.Br)(input, "podman") ? (0,derivedFacts/* workingPodman */.X5)(facts) : undefined;
    if (old !== undefined)
        return { found: `podman ${old.version}, which is too old`, ...insteadOfOld(input) };
    const fix = wanted.engine === "podman"
        ? fixFor(input, "podman-install")
        : conflicting(input).length > 0
            ? both(fixFor(input, "conflicts"), fixFor(input, "docker-install"))
            : fixFor(input, "docker-install");
    return { found: "neither docker nor podman", why: NEEDED, ...fix };
};
/** Whether any engine works here; the findings after it say what is wrong with each. */
const checkEngine = (input) => {
    const { facts, catalog } = input;
    const plain = { ...PLAIN, source: catalog.fixes["docker-install"]?.source ?? "" };
    const docker = (0,derivedFacts/* applies */.Br)(input, "docker") ? (0,derivedFacts/* workingDocker */.eG)(facts) : undefined;
    const podman = (0,derivedFacts/* applies */.Br)(input, "podman") ? (0,derivedFacts/* usablePodman */.ct)(facts, catalog) : undefined;
    const found = [
        docker === undefined ? [] : [`docker ${docker.version}`],
        podman === undefined ? [] : [`podman ${podman.version}`],
    ].flat();
    if (found.length > 0)
        return [ok({ ...plain, found: found.join(", ") })];
    const unread = [
        ...((0,derivedFacts/* applies */.Br)(input, "docker") ? [facts.docker.client, facts.docker.server] : []),
        ...((0,derivedFacts/* applies */.Br)(input, "podman") ? [facts.podman] : []),
    ].find((fact) => "unknown" in fact);
    if (unread !== undefined && "unknown" in unread)
        return [notRead(plain, unread, NEEDED)];
    return [fault(plain, "fail", noEngine(input))];
};
/**
 * Packages that fight with Docker CE; podman's own runc is none of them while podman is what is
 * used.
 */
const checkConflicts = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = { id: "conflicts", title: "Conflicting packages", source: catalog.packages.source };
    if (!(0,derivedFacts/* applies */.Br)(input, "docker"))
        return [];
    if ("unknown" in facts.packages)
        return [
            notRead(plain, facts.packages, "Docker's own packages and the distribution's conflict with each other."),
        ];
    const found = conflicting(input);
    const installed = facts.packages.value.installed;
    const dockerCe = installed.some((name) => catalog.packages.conflicts["dockerCe"]?.includes(name));
    const why = "They own the same files and sockets as Docker CE: remove them first.";
    if (dockerCe && found.length > 0)
        return [
            fault(plain, "warn", {
                found: `${found.join(", ")} beside Docker CE`,
                why,
                ...fixFor(input, "conflicts"),
            }),
        ];
    const noDocker = (0,hostFacts/* valueOf */.RP)(facts.docker.client) == null;
    if (noDocker && wanted.engine === "docker" && found.length > 0)
        return [fault(plain, "warn", { found: found.join(", "), why, ...fixFor(input, "conflicts") })];
    if (noDocker && (0,derivedFacts/* workingPodman */.X5)(facts) === undefined && found.length > 0)
        return [fault(plain, "warn", { found: found.join(", "), why, ...fixFor(input, "conflicts") })];
    return [ok({ ...plain, found: "none that matter" })];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/gpuChecks.js




/** Whether the distribution is one that the other findings have commands for. */
const checkDistribution = ({ facts, catalog }) => {
    const plain = { id: "distribution", title: "Distribution", source: catalog.distributions.source };
    if ("unknown" in facts.system)
        return [notRead(plain, facts.system, "Commands differ between distributions.")];
    const { name, version } = facts.system.value;
    const found = version === undefined || name.includes(version) ? name : `${name} ${version}`;
    if (familyOf(catalog, facts.system.value) !== undefined)
        return [ok({ ...plain, found })];
    return [
        fault(plain, "warn", {
            found,
            why: "dl-env has no commands for this distribution; the findings name their sources instead.",
            fix: [],
        }),
    ];
};
const gpuNames = (input) => {
    const { facts, catalog } = input;
    if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) {
        return facts.smi.gpus
            .map((gpu) => gpu.computeCapability === undefined
            ? gpu.name
            : `${gpu.name} (compute capability ${gpu.computeCapability})`)
            .join(", ");
    }
    const names = (0,derivedFacts/* architectures */.f2)(facts, catalog).map((one) => one.name);
    const count = (0,hostFacts/* valueOf */.RP)(facts.pci)?.length ?? 0;
    return `${count} on the PCI bus${names.length === 0 ? "" : ` (${names.join(", ")})`}`;
};
/** Whether an NVIDIA GPU is here at all, and which. */
const checkGpu = (input) => {
    const plain = { id: "gpu", title: "NVIDIA GPU", source: input.catalog.gpus.source };
    switch ((0,derivedFacts/* hasGpu */.xJ)(input.facts)) {
        case "yes":
            return [ok({ ...plain, found: gpuNames(input) })];
        case "unknown":
            return [
                fault(plain, "unknown", {
                    found: "the PCI bus cannot be read",
                    why: "Without a GPU no GPU probe can pass.",
                    fix: [],
                }),
            ];
        case "no": {
            const found = "none on the PCI bus";
            if (input.wanted.for === "build")
                return [skipped({ ...plain, found: `${found}; not needed for building` })];
            return [
                fault(plain, "fail", {
                    found,
                    why: "GPU containers need an NVIDIA GPU. Images can be built here anyway.",
                    fix: [
                        "dl-env doctor --for build",
                        "lspci -nn -d 10de:   # in a virtual machine: pass the GPU through to it",
                    ],
                }),
            ];
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/host/checks/moduleChecks.js




/** Whether nouveau, the kernel's own driver, keeps the GPU to itself. */
const checkNouveau = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "nouveau",
        title: "nouveau is not loaded",
        source: catalog.fixes["nouveau"]?.source ?? "",
    };
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" || (0,hostFacts/* valueOf */.RP)(facts.wsl) === true)
        return [skipped({ ...plain, found: "does not apply" })];
    return [
        judged({ plain, fact: facts.modules, why: "nouveau and NVIDIA's driver cannot both hold the GPU." }, (modules) => modules.includes("nouveau")
            ? fault(plain, "fail", {
                found: "nouveau is loaded",
                why: "nouveau and NVIDIA's driver cannot both hold the GPU, and nouveau runs no " +
                    "CUDA.",
                ...fixFor(input, "nouveau"),
            })
            : ok({ ...plain, found: "not loaded" })),
    ];
};
/** A module that is installed and that the kernel did not load. */
const moduleChecks_notLoaded = (input, { signer }) => {
    if (signer === undefined)
        return {
            found: "on; the module has no signature",
            why: "The kernel refuses a module without a signature.",
            ...fixFor(input, "secure-boot"),
        };
    return {
        found: `on; the module is signed by ${signer} but not loaded`,
        why: "The module is signed with a key that the firmware may not know, so the kernel " +
            "refuses it.",
        ...fixFor(input, "secure-boot"),
    };
};
/** Whether Secure Boot would refuse the driver's module. */
const checkSecureBoot = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "secure-boot",
        title: "Secure Boot",
        source: catalog.fixes["secure-boot"]?.source ?? "",
    };
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" || (0,hostFacts/* valueOf */.RP)(facts.wsl) === true)
        return [skipped({ ...plain, found: "does not apply" })];
    return [
        judged({
            plain,
            fact: facts.secureBoot,
            why: "With Secure Boot the kernel loads signed modules only.",
        }, (on) => {
            if (!on)
                return ok({ ...plain, found: "off" });
            if ((0,hostFacts/* valueOf */.RP)(facts.driver) != null)
                return ok({ ...plain, found: "on, and the driver is loaded" });
            const module = (0,hostFacts/* valueOf */.RP)(facts.module);
            if (module === undefined || module === null)
                return fault(plain, "warn", {
                    found: "on, and no driver is installed yet",
                    why: "The module that you install must be signed with a key that the firmware knows.",
                    ...fixFor(input, "secure-boot"),
                });
            return fault(plain, "fail", moduleChecks_notLoaded(input, module));
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/podmanChecks.js





const gpuWanted = (input) => input.wanted.for === "run" && (0,derivedFacts/* hasGpu */.xJ)(input.facts) !== "no";
/** podman: there, and new enough for CDI. */
const checkPodman = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "podman", title: "podman", source: catalog.engines.podman.source };
    if (!(0,derivedFacts/* applies */.Br)(input, "podman"))
        return [];
    if (!(0,hostFacts/* isKnown */.qE)(facts.podman))
        return [notRead(plain, facts.podman, "Images are built and run by docker or podman.")];
    const podman = facts.podman.value;
    if (podman === null) {
        if (input.wanted.engine !== "podman")
            return [skipped({ ...plain, found: "not installed" })];
        return [
            fault(plain, "fail", {
                found: "not installed",
                why: "podman was requested.",
                ...fixFor(input, "podman-install"),
            }),
        ];
    }
    const found = `${podman.version}, ${podman.rootless ? "rootless" : "as root"}`;
    const { least } = catalog.engines.podman;
    if (!(0,toolVersion/* atLeast */.j)(podman.version, least))
        return [
            fault(plain, (0,derivedFacts/* severity */.yf)(input, "podman"), {
                found,
                why: `dl-env builds, loads and uses GPUs with podman ${least} and newer; this one ` +
                    "refuses or ignores options that dl-env needs.",
                ...fixFor(input, "podman-upgrade"),
            }),
        ];
    if (!gpuWanted(input) || (0,toolVersion/* atLeast */.j)(podman.version, catalog.engines.podman.cdi))
        return [ok({ ...plain, found })];
    return [
        fault(plain, (0,derivedFacts/* severity */.yf)(input, "podman"), {
            found,
            why: `GPUs come through CDI, which podman supports since ${catalog.engines.podman.cdi}.`,
            ...fixFor(input, "podman-upgrade"),
        }),
    ];
};
/** Subordinate ids, without which rootless podman cannot unpack images. */
const checkSubids = (input) => {
    const { facts, catalog } = input;
    const { rootless } = catalog.engines;
    const plain = { id: "subids", title: "Subordinate ids", source: rootless.source };
    const podman = (0,derivedFacts/* workingPodman */.X5)(facts);
    const needed = ((0,derivedFacts/* applies */.Br)(input, "podman") && podman?.rootless === true) ||
        ((0,derivedFacts/* applies */.Br)(input, "docker") && facts.user.uid !== 0 && isRootlessDocker(input));
    if (!needed)
        return [];
    const [uids, gids] = [facts.user.subuids, facts.user.subgids];
    if (!(0,hostFacts/* isKnown */.qE)(uids))
        return [notRead(plain, uids, "Rootless containers map their users to these.")];
    if (!(0,hostFacts/* isKnown */.qE)(gids))
        return [notRead(plain, gids, "Rootless containers map their users to these.")];
    const found = `${uids.value} user ids, ${gids.value} group ids`;
    if (Math.min(uids.value, gids.value) >= rootless.subids)
        return [ok({ ...plain, found })];
    return [
        fault(plain, (0,derivedFacts/* severity */.yf)(input, "podman"), {
            found,
            why: `Rootless containers map their users to these; ${rootless.subids} are usual; ` +
                "without them, images with other owners cannot be unpacked.",
            ...fixFor(input, "subids"),
        }),
    ];
};
const isRootlessDocker = ({ facts }) => {
    const server = (0,hostFacts/* valueOf */.RP)(facts.docker.server);
    return server?.kind === "answers" && server.rootless;
};
const networkFinding = (input, podman) => {
    const { facts, catalog } = input;
    const plain = {
        id: "podman-network",
        title: "Rootless network",
        source: catalog.engines.network.source,
    };
    if (!(0,derivedFacts/* usesPasta */.iw)(podman, catalog)) {
        if ((0,hostFacts/* valueOf */.RP)(facts.network.slirp4netns) !== false)
            return ok({ ...plain, found: "slirp4netns" });
        return fault(plain, (0,derivedFacts/* severity */.yf)(input, "podman"), {
            found: "slirp4netns is not installed",
            why: "Rootless containers have no network without it.",
            ...fixFor(input, "slirp"),
        });
    }
    if ((0,hostFacts/* valueOf */.RP)(facts.network.pasta) === null)
        return fault(plain, (0,derivedFacts/* severity */.yf)(input, "podman"), {
            found: "pasta is not installed",
            why: "Rootless containers have no network without it.",
            ...fixFor(input, "pasta"),
        });
    const { ipv6 } = facts.network;
    if (!(0,hostFacts/* isKnown */.qE)(ipv6))
        return notRead(plain, ipv6, "pasta may fail on hosts without IPv6.");
    if (ipv6.value === "route")
        return ok({ ...plain, found: "pasta" });
    return fault(plain, "warn", {
        found: ipv6.value === "none"
            ? "pasta, and the kernel has no IPv6"
            : "pasta, and there is no route over IPv6",
        why: "pasta may end with: External interface not usable. It works when limited to IPv4.",
        ...fixFor(input, "pasta-ipv4"),
    });
};
/** What carries a rootless container's network. */
const checkPodmanNetwork = (input) => {
    const podman = (0,derivedFacts/* workingPodman */.X5)(input.facts);
    return !(0,derivedFacts/* applies */.Br)(input, "podman") || podman?.rootless !== true
        ? []
        : [networkFinding(input, podman)];
};

// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(36647);
;// CONCATENATED MODULE: ./lib/src/host/checks/resourceChecks.js





/** SELinux keeps containers from the GPU's device files unless the label is off. */
const checkSelinux = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "selinux", title: "SELinux", source: catalog.engines.selinux.source };
    return [
        judged({ plain, fact: facts.selinux, why: "SELinux may keep containers from the GPU." }, (state) => {
            if (state !== "enforcing")
                return ok({ ...plain, found: state });
            if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" ||
                input.wanted.for === "build" ||
                !(0,derivedFacts/* applies */.Br)(input, "podman") ||
                (0,derivedFacts/* workingPodman */.X5)(facts) === undefined)
                return ok({ ...plain, found: state });
            return fault(plain, "warn", {
                found: state,
                why: "A labelled container ends with: Failed to initialize NVML: Insufficient " +
                    "Permissions.",
                ...fixFor(input, "selinux-label"),
            });
        }),
    ];
};
/**
 * The cgroup layout, and whether a reload of systemd would take the GPU away from running
 * containers.
 */
const checkCgroup = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "cgroup", title: "cgroup", source: catalog.engines.cgroup.source };
    const docker = (0,derivedFacts/* applies */.Br)(input, "docker") ? (0,derivedFacts/* workingDocker */.eG)(facts) : undefined;
    const podman = (0,derivedFacts/* applies */.Br)(input, "podman") ? (0,derivedFacts/* workingPodman */.X5)(facts) : undefined;
    return [
        judged({ plain, fact: facts.cgroup, why: "Engines set limits and device access through it." }, (layout) => {
            if (docker?.cgroupDriver === "systemd" &&
                (0,derivedFacts/* dockerGpu */.V0)(docker, facts, catalog) === "gpus" &&
                (0,derivedFacts/* hasGpu */.xJ)(facts) === "yes") {
                return fault(plain, "warn", {
                    found: `${layout}, Docker's driver is systemd`,
                    why: "After `systemctl daemon-reload` running containers lose the GPU (Failed to " +
                        "initialize NVML: Unknown Error). With CDI, or with these links, they keep it.",
                    ...fixFor(input, "cgroup-driver"),
                });
            }
            if (layout !== "v2" && podman?.rootless === true)
                return fault(plain, "warn", {
                    found: layout,
                    why: "Rootless podman can set no limits without cgroup v2.",
                    ...fixFor(input, "cgroup-v2"),
                });
            if (layout === "hybrid" && podman?.runtime === "crun")
                return fault(plain, "warn", {
                    found: `${layout}, podman's runtime is crun`,
                    why: "crun fails on a hybrid layout; runc with the cgroupfs manager works.",
                    ...fixFor(input, "cgroup-v2"),
                });
            return ok({ ...plain, found: layout });
        }),
    ];
};
/** Room for the image where the engine keeps images. */
const checkDisk = (input) => {
    const { facts, catalog, wanted } = input;
    const { disk } = catalog.engines;
    const needed = wanted.image === undefined ? disk.least : Math.ceil(wanted.image.download * disk.factor);
    const disks = facts.disks.filter((one) => (0,derivedFacts/* applies */.Br)(input, one.engine));
    return disks.map((one) => {
        const plain = { id: `disk-${one.engine}`, title: `Disk of ${one.engine}`, source: disk.source };
        return judged({ plain, fact: one.free, why: "Images of this kind take 5 to 30 GB." }, (free) => {
            const found = `${(0,units/* bytes */.ee)(free)} free at ${one.path}`;
            if (free >= needed)
                return ok({ ...plain, found });
            const why = wanted.image === undefined
                ? `Large sets need about ${(0,units/* bytes */.ee)(needed)} while they are pulled and unpacked.`
                : `${wanted.image.name} needs about ${(0,units/* bytes */.ee)(needed)} while it is pulled and unpacked.`;
            return fault(plain, wanted.image === undefined ? "warn" : "fail", {
                found,
                why,
                ...fixFor(input, `disk-${one.engine}`),
            });
        });
    });
};
/** Locked memory: a rootless container cannot have more than its user. */
const checkLimits = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "memlock", title: "Locked memory", source: catalog.engines.limits.source };
    const podman = (0,derivedFacts/* workingPodman */.X5)(facts);
    if (!(0,derivedFacts/* applies */.Br)(input, "podman") || podman === undefined || input.wanted.for === "build")
        return [];
    if (!podman.rootless)
        return [skipped({ ...plain, found: "podman as root sets its own" })];
    return [
        judged({ plain, fact: facts.limits, why: "NCCL and pinned memory lock pages." }, ({ memlock }) => {
            const found = memlock.hard === "unlimited" ? "unlimited" : `at most ${(0,units/* bytes */.ee)(memlock.hard)}`;
            if (memlock.hard === "unlimited")
                return ok({ ...plain, found });
            return fault(plain, "warn", {
                found,
                why: "NCCL over InfiniBand and large pinned buffers need more; a rootless container " +
                    "cannot have more than its user.",
                ...fixFor(input, "memlock"),
            });
        }),
    ];
};
/** What could not be gathered at all is said once. */
const checkBlindSpots = ({ facts, catalog }) => !(0,hostFacts/* isKnown */.qE)(facts.kernel) && (0,hostFacts/* valueOf */.RP)(facts.system) === undefined
    ? [
        {
            id: "host",
            title: "Host",
            level: "unknown",
            found: "neither kernel nor distribution can be read",
            why: "This may not be a Linux host.",
            fix: [],
            source: catalog.distributions.source,
        },
    ]
    : [];

;// CONCATENATED MODULE: ./lib/src/host/checks/smiChecks.js





/** Whether nvidia-smi works, and whether driver and user-space library are of one version. */
const checkLibrary = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "driver-library",
        title: "Driver and its library",
        source: catalog.fixes["reboot"]?.source ?? "",
    };
    const driver = (0,hostFacts/* valueOf */.RP)(facts.driver);
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" || driver === null || driver === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    const library = (0,hostFacts/* valueOf */.RP)(facts.library);
    const mismatch = facts.smi.kind === "failed" && /version mismatch/i.test(facts.smi.said);
    if (mismatch || (typeof library === "string" && library !== driver.version)) {
        const found = `kernel module ${driver.version}, libcuda ${library ?? "of another version"}`;
        return [
            fault(plain, "fail", {
                found,
                why: "The driver was upgraded while it was loaded; every GPU program fails until both are of one version.",
                ...fixFor(input, "reboot"),
            }),
        ];
    }
    if (library === null)
        return [
            fault(plain, "fail", {
                found: `kernel module ${driver.version}, no libcuda.so.1`,
                why: "The toolkit copies the driver's libraries into containers; there are none here.",
                ...fixFor(input, "smi"),
            }),
        ];
    if (library === undefined)
        return [
            fault(plain, "unknown", {
                found: "unknown" in facts.library ? facts.library.unknown : "",
                why: "Driver and library must be of one version.",
                fix: [],
            }),
        ];
    return [ok({ ...plain, found: `both ${driver.version}` })];
};
/** A driver that finds no device is one that does not drive this GPU. */
const smiFix = (input, output) => {
    if (/no devices were found/i.test(output))
        return installDriver(input);
    return fixFor(input, /version mismatch/i.test(output) ? "reboot" : "load-module");
};
/** Whether nvidia-smi is there and content. */
const checkSmi = (input) => {
    const { facts, catalog } = input;
    const plain = {
        id: "nvidia-smi",
        title: "nvidia-smi",
        source: catalog.fixes["smi"]?.source ?? "",
    };
    if ((0,derivedFacts/* hasGpu */.xJ)(facts) === "no" || (0,derivedFacts/* driverVersion */.pE)(facts) === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    switch (facts.smi.kind) {
        case "ran":
            return [ok({ ...plain, found: `lists ${facts.smi.gpus.length}` })];
        case "missing":
            return [
                fault(plain, "warn", {
                    found: "not installed",
                    why: "The toolkit and users ask it for the driver and the GPUs.",
                    ...fixFor(input, "smi"),
                }),
            ];
        case "failed":
            return [
                fault(plain, "fail", {
                    found: facts.smi.said,
                    why: "What fails for nvidia-smi fails in containers too.",
                    ...smiFix(input, facts.smi.said),
                }),
            ];
        case "unknown":
            return [
                fault(plain, "unknown", {
                    found: facts.smi.why,
                    why: "A GPU that hangs does not answer.",
                    fix: [],
                }),
            ];
    }
};

;// CONCATENATED MODULE: ./lib/src/host/checks/toolkitChecks.js




const PURPOSE = "It puts the driver's libraries and devices into containers.";
/** NVIDIA Container Toolkit: installed, and without a published vulnerability. */
const checkToolkit = (input) => {
    const { facts, catalog, wanted } = input;
    const { toolkit } = catalog;
    const plain = { id: "toolkit", title: "NVIDIA Container Toolkit", source: toolkit.source };
    if (wanted.for === "build" || (0,derivedFacts/* hasGpu */.xJ)(facts) === "no")
        return [
            skipped({
                ...plain,
                found: wanted.for === "build" ? "not needed for building" : "no NVIDIA GPU",
            }),
        ];
    return [
        judged({ plain, fact: facts.toolkit, why: PURPOSE }, (installed) => {
            if (installed === null)
                return fault(plain, "fail", {
                    found: "not installed",
                    why: PURPOSE,
                    ...fixFor(input, "toolkit-install"),
                });
            const open = toolkit.vulnerabilities.filter((one) => !(0,toolVersion/* atLeast */.j)(installed.version, one.fixed));
            if (open.length === 0)
                return ok({ ...plain, found: installed.version });
            const escapes = open.some((one) => one.escape);
            const what = escapes
                ? "A hostile image can reach the host"
                : "It has published vulnerabilities";
            return fault(plain, escapes ? "fail" : "warn", {
                found: installed.version,
                why: `${what}: ${open.flatMap((one) => one.cves).join(", ")}. ${toolkit.least} or ` +
                    "newer has none of them.",
                ...fixFor(input, "toolkit-install"),
                source: open.at(-1)?.source ?? toolkit.source,
            });
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/hostFindings.js










/** In the order in which a person would mend them: what comes first is needed by what follows. */
const CHECKS = [
    checkBlindSpots,
    checkDistribution,
    checkGpu,
    checkNouveau,
    checkSecureBoot,
    checkDriver,
    checkDriverKind,
    checkLibrary,
    checkSmi,
    checkDriverForImage,
    checkEngine,
    checkConflicts,
    checkDocker,
    checkPodman,
    checkSubids,
    checkPodmanNetwork,
    checkToolkit,
    checkCdi,
    checkDockerGpu,
    checkBuildx,
    checkSelinux,
    checkCgroup,
    checkDisk,
    checkLimits,
];
/** Every finding about a host; pure. */
const findings = (input) => CHECKS.flatMap((check) => check(input));
/** 1 when something fails; what is unknown or only warned of does not fail. */
const exitOfFindings = (list) => list.some((finding) => finding.level === "fail") ? 1 : 0;

// EXTERNAL MODULE: ./lib/src/host/gather/askProgram.js
var askProgram = __webpack_require__(69238);
;// CONCATENATED MODULE: ./lib/src/host/gather/gatherDriver.js


const PCI = "/sys/bus/pci/devices";
/** Display devices only: class 03xxxx. Their sound and USB functions have the same vendor. */
const readDevice = async (sys, address) => {
    const read = async (name) => ((await sys.files.readText(`${PCI}/${address}/${name}`)) ?? "").trim();
    if ((await read("vendor")) !== "0x10de" || !(await read("class")).startsWith("0x03"))
        return undefined;
    return { address, device: (await read("device")).replace(/^0x/, "").toLowerCase() };
};
const gatherPci = (sys) => (0,askProgram/* probe */.dy)(async () => {
    if ((await sys.files.stat(PCI)) === undefined)
        return (0,hostFacts/* unknown */.L5)(`there is no ${PCI}`);
    const devices = await Promise.all((await sys.files.list(PCI)).map((address) => readDevice(sys, address)));
    return (0,hostFacts/* known */.eO)(devices.filter((device) => device !== undefined));
});
/** Lines of `name, driver_version[, compute_cap]`; a name may itself hold a comma. */
const parseSmi = (text, fields) => text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
    const parts = line.split(",").map((part) => part.trim());
    const computeCapability = fields === 3 ? parts.pop() : undefined;
    const driver = parts.pop() ?? "";
    return {
        name: parts.join(", "),
        driver,
        ...(computeCapability === undefined ? {} : { computeCapability }),
    };
});
/**
 * nvidia-smi's own words; drivers before R510 do not know compute_cap, so they are asked again
 * without it.
 */
const gatherSmi = async (sys) => {
    for (const fields of [3, 2]) {
        const query = fields === 3 ? "name,driver_version,compute_cap" : "name,driver_version";
        const answer = await (0,askProgram/* ask */.kA)(sys, ["nvidia-smi", `--query-gpu=${query}`, "--format=csv,noheader"]);
        if (answer.kind === "missing")
            return { kind: "missing" };
        if (answer.kind === "late")
            return { kind: "unknown", why: (0,askProgram/* whyNoAnswer */.MR)("nvidia-smi", answer) };
        if (answer.stdout.includes("No devices were found"))
            return { kind: "failed", said: (0,askProgram/* outputOf */.jH)(answer) };
        if (answer.code === 0)
            return { kind: "ran", gpus: parseSmi(answer.stdout, fields) };
        if (fields === 2 || !answer.stdout.includes("compute_cap"))
            return { kind: "failed", said: (0,askProgram/* outputOf */.jH)(answer) };
    }
    return { kind: "unknown", why: "nvidia-smi's output could not be parsed" };
};
/** `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build …` */
const parseDriver = (text) => {
    const line = /^NVRM version:\s*(.*)$/m.exec(text)?.[1];
    const version = /\b(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(line ?? "")?.[1];
    if (line === undefined || version === undefined)
        return undefined;
    return { version, kind: line.includes("Open Kernel Module") ? "open" : "proprietary" };
};
const gatherDriver = (sys) => (0,askProgram/* probe */.dy)(async () => {
    const text = await sys.files.readText("/proc/driver/nvidia/version");
    if (text === undefined)
        return (0,hostFacts/* known */.eO)(null);
    const driver = parseDriver(text);
    return driver === undefined
        ? (0,hostFacts/* unknown */.L5)("/proc/driver/nvidia/version could not be parsed")
        : (0,hostFacts/* known */.eO)(driver);
});
const RELEVANT = ["nouveau", "nvidia", "nvidia_uvm"];
const gatherModules = (sys) => (0,askProgram/* probe */.dy)(async () => {
    const text = await sys.files.readText("/proc/modules");
    if (text === undefined)
        return (0,hostFacts/* unknown */.L5)("there is no /proc/modules");
    const loaded = new Set(text.split("\n").map((line) => line.split(" ")[0] ?? ""));
    return (0,hostFacts/* known */.eO)(RELEVANT.filter((name) => loaded.has(name)));
});
const parseModinfo = (text) => {
    const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(text)?.[1]?.trim();
    const [version, license, signer] = [field("version"), field("license"), field("signer")];
    return {
        ...(version === undefined ? {} : { version }),
        ...(license === undefined ? {} : { license }),
        ...(signer === undefined ? {} : { signer }),
    };
};
const gatherModule = (sys) => (0,askProgram/* probe */.dy)(async () => {
    const answer = await (0,askProgram/* ask */.kA)(sys, ["modinfo", "nvidia"]);
    if (answer.kind !== "ran")
        return (0,hostFacts/* unknown */.L5)((0,askProgram/* whyNoAnswer */.MR)("modinfo", answer));
    return (0,hostFacts/* known */.eO)(answer.code === 0 ? parseModinfo(answer.stdout) : null);
});
const VARIABLE = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
const byMokutil = async (sys) => {
    const answer = await (0,askProgram/* ask */.kA)(sys, ["mokutil", "--sb-state"]);
    if (answer.kind !== "ran")
        return (0,hostFacts/* unknown */.L5)(`the firmware's variables cannot be read and ${(0,askProgram/* whyNoAnswer */.MR)("mokutil", answer)}`);
    const state = /SecureBoot (enabled|disabled)/.exec(answer.stdout)?.[1];
    return state === undefined
        ? (0,hostFacts/* unknown */.L5)(`mokutil's output: ${(0,askProgram/* outputOf */.jH)(answer)}`)
        : (0,hostFacts/* known */.eO)(state === "enabled");
};
/** Without EFI there is no Secure Boot. The variable is 4 bytes of attributes and one of value. */
const gatherSecureBoot = (sys) => (0,askProgram/* probe */.dy)(async () => {
    if ((await sys.files.stat("/sys/firmware")) === undefined)
        return (0,hostFacts/* unknown */.L5)("there is no /sys/firmware");
    if ((await sys.files.stat("/sys/firmware/efi")) === undefined)
        return (0,hostFacts/* known */.eO)(false);
    const bytes = await sys.files.readBytes(VARIABLE).catch(() => undefined);
    return bytes === undefined || bytes.length < 5 ? byMokutil(sys) : (0,hostFacts/* known */.eO)(bytes[4] === 1);
});
/** Version in the name of the file behind libcuda.so.1; null when the loader's cache has none. */
const gatherLibrary = (sys) => (0,askProgram/* probe */.dy)(async () => {
    const answer = await (0,askProgram/* ask */.kA)(sys, ["ldconfig", "-p"]);
    if (answer.kind !== "ran")
        return (0,hostFacts/* unknown */.L5)((0,askProgram/* whyNoAnswer */.MR)("ldconfig", answer));
    const path = /libcuda\.so\.1 .*x86-64.* => (\/.*)$/m.exec(answer.stdout)?.[1];
    if (path === undefined)
        return (0,hostFacts/* known */.eO)(null);
    const version = /libcuda\.so\.(\d{3,4}\.[\d.]+)$/.exec(await sys.files.readLink(path))?.[1];
    return version === undefined ? (0,hostFacts/* unknown */.L5)(`${path} does not contain its version`) : (0,hostFacts/* known */.eO)(version);
});

// EXTERNAL MODULE: ./lib/src/host/gather/gatherEngines.js
var gatherEngines = __webpack_require__(98903);
;// CONCATENATED MODULE: ./lib/src/host/gather/gatherResources.js


const limitNumber = (word) => word === "unlimited" ? "unlimited" : Number(word);
const limitOf = (limits, name) => {
    const match = new RegExp(`^${name}\\s+(unlimited|\\d+)\\s+(unlimited|\\d+)\\s`, "m").exec(limits);
    if (match?.[1] === undefined || match[2] === undefined)
        throw new Error(`/proc/self/limits has no ${name}`);
    return { soft: limitNumber(match[1]), hard: limitNumber(match[2]) };
};
/** Bit of CAP_SYS_RESOURCE in the effective capabilities. */
const SYS_RESOURCE = 1n << 24n;
/** /proc/self/limits and /proc/self/status. */
const parseLimits = (limits, status) => {
    const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
    return {
        memlock: limitOf(limits, "Max locked memory"),
        stack: limitOf(limits, "Max stack size"),
        nofile: limitOf(limits, "Max open files"),
        nproc: limitOf(limits, "Max processes"),
        mayRaise: effective !== undefined && (BigInt(`0x${effective}`) & SYS_RESOURCE) !== 0n,
    };
};
const gatherLimits = (sys) => (0,askProgram/* probe */.dy)(async () => {
    const [limits, status] = [
        await sys.files.readText("/proc/self/limits"),
        await sys.files.readText("/proc/self/status"),
    ];
    return limits === undefined || status === undefined
        ? (0,hostFacts/* unknown */.L5)("there is no /proc/self/limits")
        : (0,hostFacts/* known */.eO)(parseLimits(limits, status));
});
/**
 * /proc/net/ipv6_route: destination, prefix length, …, device. The default route of `lo` means
 * "unreachable".
 */
const hasIpv6Default = (routes) => routes.split("\n").some((line) => {
    const fields = line.trim().split(/\s+/);
    return (/^0{32}$/.test(fields[0] ?? "") &&
        fields[1] === "00" &&
        fields[9] !== undefined &&
        fields[9] !== "lo");
});
const gatherIpv6 = (sys) => (0,askProgram/* probe */.dy)(async () => {
    if ((await sys.files.stat("/proc/net")) === undefined)
        return (0,hostFacts/* unknown */.L5)("there is no /proc/net");
    const routes = await sys.files.readText("/proc/net/ipv6_route");
    if (routes === undefined)
        return (0,hostFacts/* known */.eO)("none");
    return (0,hostFacts/* known */.eO)(hasIpv6Default(routes) ? "route" : "no-route");
});
const gatherNetwork = async (sys) => {
    const pasta = await (0,askProgram/* probe */.dy)(async () => {
        const answer = await (0,askProgram/* ask */.kA)(sys, ["pasta", "--version"]);
        if (answer.kind === "missing")
            return (0,hostFacts/* known */.eO)(null);
        return answer.kind === "late"
            ? (0,hostFacts/* unknown */.L5)((0,askProgram/* whyNoAnswer */.MR)("pasta", answer))
            : (0,hostFacts/* known */.eO)((answer.stdout.split("\n")[0] ?? "").trim().slice(0, 80));
    });
    const slirp4netns = await (0,askProgram/* probe */.dy)(async () => (0,hostFacts/* known */.eO)((await sys.processes.find("slirp4netns")) !== undefined));
    return { pasta, slirp4netns, ipv6: await gatherIpv6(sys) };
};
/**
 * Bytes free, by df: unlike a call into the kernel it can be given up when a network disk hangs.
 */
const freeAt = (sys, path) => (0,askProgram/* probe */.dy)(async () => {
    const answer = await (0,askProgram/* ask */.kA)(sys, ["df", "-P", "-B1", "--", path]);
    if (answer.kind !== "ran")
        return (0,hostFacts/* unknown */.L5)((0,askProgram/* whyNoAnswer */.MR)("df", answer));
    const free = /^.*\s(\d+)\s+\d+%\s+\/.*$/m.exec(answer.stdout)?.[1];
    return free === undefined ? (0,hostFacts/* unknown */.L5)(`df cannot tell for ${path}`) : (0,hostFacts/* known */.eO)(Number(free));
});
const gatherDisk = async (sys, engine, path) => ({ engine, path, free: await freeAt(sys, path) });

// EXTERNAL MODULE: ./lib/src/host/gather/gatherSystem.js
var gatherSystem = __webpack_require__(987);
;// CONCATENATED MODULE: ./lib/src/host/gatherHost.js






const gatherDisks = async (sys, docker, podman) => {
    const server = (0,hostFacts/* valueOf */.RP)(docker.server);
    const roots = [
        ["docker", server?.kind === "answers" ? server.root : ""],
        ["podman", (0,hostFacts/* valueOf */.RP)(podman)?.root ?? ""],
    ];
    return Promise.all(roots
        .filter(([, path]) => path.startsWith("/"))
        .map(([engine, path]) => gatherDisk(sys, engine, path)));
};
/** Names that matrix/host/packages.yml asks about. */
const packageNames = (catalog) => [
    ...new Set([...Object.values(catalog.packages.conflicts).flat(), ...catalog.packages.driver]),
].sort();
const gatherMachine = async (sys, catalog) => {
    const [system, kernel, packages, user] = await Promise.all([
        (0,gatherSystem/* gatherDistribution */.qy)(sys),
        (0,gatherSystem/* gatherKernel */.lf)(sys),
        (0,gatherSystem/* gatherPackages */.Hm)(sys, packageNames(catalog)),
        (0,gatherSystem/* gatherUser */.v7)(sys),
    ]);
    return { user, system, kernel, packages };
};
const gatherGpu = async (sys) => {
    const [pci, smi, driver, modules, module] = await Promise.all([
        gatherPci(sys),
        gatherSmi(sys),
        gatherDriver(sys),
        gatherModules(sys),
        gatherModule(sys),
    ]);
    const [secureBoot, library] = await Promise.all([gatherSecureBoot(sys), gatherLibrary(sys)]);
    return { pci, smi, driver, modules, module, secureBoot, library };
};
const gatherHost_gatherEngines = async (sys) => {
    const [toolkit, docker, podman, buildx, cdi] = await Promise.all([
        (0,gatherEngines/* gatherToolkit */.ms)(sys),
        (0,gatherEngines/* gatherDocker */.CL)(sys),
        (0,gatherEngines/* gatherPodman */.f0)(sys),
        (0,gatherEngines/* gatherBuildx */.A4)(sys),
        (0,gatherEngines/* gatherCdi */.Ap)(sys),
    ]);
    return { toolkit, docker, podman, buildx, cdi };
};
const gatherLimitations = async (sys) => {
    const [selinux, cgroup, network, limits] = await Promise.all([
        (0,gatherSystem/* gatherSelinux */._Y)(sys),
        (0,gatherSystem/* gatherCgroup */.A6)(sys),
        gatherNetwork(sys),
        gatherLimits(sys),
    ]);
    return { selinux, cgroup, network, limits };
};
/**
 * A snapshot of this host, without root. What cannot be read, or takes more than 15 s, is unknown;
 * it never throws for it.
 */
const gatherHost = async (sys) => {
    const machine = await gatherMachine(sys, await (0,hostCatalog/* loadHostCatalog */.I)(sys));
    const gpu = await gatherGpu(sys);
    const engines = await gatherHost_gatherEngines(sys);
    const { limits, ...settings } = await gatherLimitations(sys);
    const disks = await gatherDisks(sys, engines.docker, engines.podman);
    const wsl = (0,gatherSystem/* gatherWsl */.W4)(machine.kernel);
    return { format: 1, ...machine, ...gpu, ...engines, ...settings, disks, limits, wsl };
};

// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/publish/publishedImage.js
var publishedImage = __webpack_require__(82595);
// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var session = __webpack_require__(66212);
;// CONCATENATED MODULE: ./lib/src/commands/doctorCommand.js






/** What an image asks of a host, by its own manifest and labels; rejects with `image-missing`. */
const readWanted = async (sys, cell, options) => {
    const { to } = await (0,session/* openSession */.fA)(sys, options);
    const { labels, size } = await (0,publishedImage/* readImage */.AM)(to, cell);
    const driver = labels[`${image_labels/* LABEL_PREFIX */.Ag}driver.minor-version`];
    return {
        name: cell,
        download: size,
        cuda: labels[`${image_labels/* LABEL_PREFIX */.Ag}cuda`] ?? "",
        ...(driver === undefined ? {} : { driver }),
    };
};
/**
 * `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running,
 * and how to mend it here.
 */
const doctor = async (sys, options = {}) => {
    const { cell, file, ...wanted } = options;
    const image = cell === undefined
        ? undefined
        : await readWanted(sys, cell, file === undefined ? {} : { file });
    const [facts, catalog] = [await gatherHost(sys), await (0,hostCatalog/* loadHostCatalog */.I)(sys)];
    const list = findings({
        facts,
        catalog,
        wanted: { ...wanted, for: wanted.for ?? "run", ...(image === undefined ? {} : { image }) },
    });
    const exit = exitOfFindings(list);
    return { kind: "doctor", result: { exit, findings: list, facts }, problems: [], exit };
};

// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
;// CONCATENATED MODULE: ./lib/src/action/steps/doctorStep.js


/** Looks at the runner; the step fails when something keeps GPU containers from running here. */
const doctorStep = async (context) => {
    const { sys } = context;
    const outcome = await sys.log.group("Checking this runner", () => doctor(sys));
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};


/***/ })

};
