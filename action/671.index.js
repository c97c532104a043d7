export const id = 671;
export const ids = [671];
export const modules = {

/***/ 22671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor_doctor)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
;// CONCATENATED MODULE: ./lib/src/host/catalog.js



const version = schemas/* string */.YjP().regex(/^\d+(\.\d+)*$/);
const hex4 = schemas/* string */.YjP().regex(/^[0-9a-f]{4}$/);
const names = schemas/* array */.YOg(schemas/* string */.YjP().min(1));
const kernel = schemas/* enum */.k5n(["open", "either", "proprietary"]);
const distributions = schemas/* strictObject */.rej({
    source: schemas/* string */.YjP(),
    families: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* strictObject */.rej({ ids: names, like: names })),
    nvidia: schemas/* strictObject */.rej({ source: schemas/* string */.YjP(), base: schemas/* url */.OZ5(), folders: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* record */.g1P(version, schemas/* string */.YjP().regex(/^[a-z0-9]+$/))) }),
});
const gpus = schemas/* strictObject */.rej({
    source: schemas/* string */.YjP(),
    kernelSource: schemas/* string */.YjP(),
    openDefaultSince: schemas/* number */.aig().int(),
    architectures: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: schemas/* string */.YjP(), from: hex4, to: hex4, kernel, last: schemas/* number */.aig().int().optional() })),
    byComputeCapability: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: schemas/* string */.YjP(), from: version, kernel, last: schemas/* number */.aig().int().optional() })),
});
const toolkit = schemas/* strictObject */.rej({
    source: schemas/* string */.YjP(),
    newest: version,
    least: version,
    refreshSince: version,
    refreshSource: schemas/* string */.YjP(),
    cdiSince: version,
    vulnerabilities: schemas/* array */.YOg(schemas/* strictObject */.rej({ cves: names, fixed: version, escape: schemas/* boolean */.zMY(), note: schemas/* string */.YjP().optional(), source: schemas/* string */.YjP() })),
});
const engines = schemas/* strictObject */.rej({
    docker: schemas/* strictObject */.rej({ gpus: version, cdi: version, cdiSpec07: version, source: schemas/* string */.YjP() }),
    podman: schemas/* strictObject */.rej({ least: version, cdi: version, cdiSpec07: version, gpusOption: version, kubeCdi: version, quadlet: version, pastaDefault: version, source: schemas/* string */.YjP() }),
    network: schemas/* strictObject */.rej({ source: schemas/* string */.YjP() }),
    rootless: schemas/* strictObject */.rej({ subids: schemas/* number */.aig().int(), source: schemas/* string */.YjP() }),
    selinux: schemas/* strictObject */.rej({ source: schemas/* string */.YjP() }),
    cgroup: schemas/* strictObject */.rej({ source: schemas/* string */.YjP() }),
    limits: schemas/* strictObject */.rej({ memlock: schemas/* literal */.euz("unlimited"), stack: schemas/* number */.aig().int(), source: schemas/* string */.YjP() }),
    disk: schemas/* strictObject */.rej({ least: schemas/* number */.aig().int(), factor: schemas/* number */.aig(), source: schemas/* string */.YjP() }),
});
const catalog_packages = schemas/* strictObject */.rej({ source: schemas/* string */.YjP(), conflicts: schemas/* record */.g1P(schemas/* string */.YjP(), names), driver: names });
/** Keys beside `source` are `<family><major version>`, `<family>-<manager>`, `<family>`, `<manager>` or `any`. */
const fixes = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ source: schemas/* string */.YjP() }).catchall(names));
const parts = { distributions, gpus, toolkit, engines, packages: catalog_packages, fixes };
const decode = (file, text, schema) => {
    const hint = "Install dl-env again: npm ci";
    if (text === undefined)
        throw (0,errors/* foundProblem */.Sb)({ code: "host-catalog", message: `The file ${file} of dl-env is missing.`, place: { file }, hint });
    const decoded = schema.safeParse((0,dist/* parse */.qg)(text));
    if (decoded.success)
        return decoded.data;
    const issue = decoded.error.issues[0];
    throw (0,errors/* foundProblem */.Sb)({ code: "host-catalog", message: `${file} is not as expected at ${issue?.path.join(".") ?? "its root"}: ${issue?.message ?? ""}`, place: { file }, hint }, { cause: decoded.error });
};
/** Reads and checks `matrix/host/`; a damaged copy is an error with code `host-catalog`. */
const loadHostCatalog = async (sys) => {
    const read = async (name) => {
        const file = `matrix/host/${name}.yml`;
        return decode(file, await sys.files.readText(`${sys.env.projectRoot}/${file}`), parts[name]);
    };
    return {
        distributions: await read("distributions"),
        gpus: await read("gpus"),
        toolkit: await read("toolkit"),
        engines: await read("engines"),
        packages: await read("packages"),
        fixes: await read("fixes"),
    };
};

;// CONCATENATED MODULE: ./lib/src/host/facts.js
const known = (value) => ({ value });
const unknown = (why) => ({ unknown: why });
const isKnown = (fact) => "value" in fact;
/** The value, or undefined when it is unknown: for where unknown and absent lead to the same. */
const facts_valueOf = (fact) => (isKnown(fact) ? fact.value : undefined);

;// CONCATENATED MODULE: ./lib/src/host/finding.js

const ok = (plain) => ({ ...plain, level: "ok", why: "", fix: [] });
const skipped = (plain) => ({ ...plain, level: "skipped", why: "", fix: [] });
/** The finding of a fact that could not be read. */
const notRead = (plain, fact, why) => ({
    ...plain,
    level: "unknown",
    found: fact.unknown,
    why,
    fix: [],
});
/** Judges a fact when it is known; else says so. */
const judged = (plain, fact, why, judge) => isKnown(fact) ? judge(fact.value) : notRead(plain, fact, why);

;// CONCATENATED MODULE: ./lib/src/host/fix.js

/** The family of matrix/host/distributions.yml that a distribution belongs to; undefined when it is none of them. */
const familyOf = (catalog, system) => {
    if (system === undefined)
        return undefined;
    const families = Object.entries(catalog.distributions.families);
    const byId = families.find(([, family]) => family.ids.includes(system.id));
    return (byId ?? families.find(([, family]) => system.like.some((like) => family.like.includes(like))))?.[0];
};
/** Address of NVIDIA's repository for this release, out of our own table; undefined when the table has no such release. */
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
    const system = facts_valueOf(facts.system);
    const family = familyOf(catalog, system);
    const manager = facts_valueOf(facts.packages)?.manager;
    const major = /^\d+/.exec(system?.version ?? "")?.[0] ?? "";
    const keys = [`${family}${major}`, `${family}-${manager}`, family, manager, "any"];
    for (const key of keys) {
        const lines = key !== undefined && Object.hasOwn(fix, key) ? fix[key] : undefined;
        if (Array.isArray(lines))
            return lines;
    }
    return undefined;
};
/** Commands of matrix/host/fixes.yml for this host; only a line that names the source when there are none for it. */
const fixFor = (input, name) => {
    const { facts, catalog } = input;
    const source = catalog.fixes[name]?.source;
    if (source === undefined)
        throw new TypeError(`no fix ${name} in matrix/host/fixes.yml`);
    const repository = nvidiaRepository(catalog, facts_valueOf(facts.system));
    const lines = linesOf(catalog, facts, name);
    const usable = lines?.some((line) => line.includes("{nvidia}")) === true && repository === undefined ? linesOf(catalog, facts, `${name}-unlisted`) : lines;
    if (usable === undefined)
        return { fix: [`# see ${source}`], source };
    const pm = facts_valueOf(facts.packages)?.manager === "yum" ? "yum" : "dnf";
    const filled = usable.map((line) => line
        .replaceAll("{pm}", pm)
        .replaceAll("{nvidia}", repository ?? "")
        .replaceAll("{repofile}", repositoryFile(repository ?? "")));
    return { fix: filled, source };
};
/** Two fixes, one after the other; the source is the first one's. */
const both = (first, second) => ({ fix: [...first.fix, ...second.fix], source: first.source });

;// CONCATENATED MODULE: ./lib/src/host/version.js
/** The leading dotted number of a version text (`5.4.2-rc1`, `v1.17.8`), as numbers; empty when there is none. */
const versionParts = (text) => {
    const match = /^v?(\d+(?:\.\d+)*)/.exec(text.trim());
    return match?.[1] === undefined ? [] : match[1].split(".").map(Number);
};
/** Below 0, 0 or above 0, like a sort wants it; absent parts count as 0. */
const compareVersions = (left, right) => {
    const a = versionParts(left);
    const b = versionParts(right);
    for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
        const difference = (a[i] ?? 0) - (b[i] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
};
const atLeast = (text, least) => compareVersions(text, least) >= 0;

;// CONCATENATED MODULE: ./lib/src/host/host.js


/** Whether this host has an NVIDIA GPU; in WSL the bus shows none, so only nvidia-smi can tell. */
const hasGpu = (facts) => {
    if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0)
        return "yes";
    if (isKnown(facts.pci) && facts.pci.value.length > 0)
        return "yes";
    if (facts_valueOf(facts.wsl) === true)
        return facts.smi.kind === "missing" ? "no" : "unknown";
    return isKnown(facts.pci) ? "no" : "unknown";
};
const byCapability = (catalog, capability) => catalog.gpus.byComputeCapability.filter((entry) => atLeast(capability, entry.from)).at(-1);
const byDevice = (catalog, device) => catalog.gpus.architectures.find((entry) => entry.from <= device && device <= entry.to);
/** Architectures of the GPUs here, without doubles; those that nothing tells are left out. */
const architectures = (facts, catalog) => {
    const told = facts.smi.kind === "ran" ? facts.smi.gpus.map((gpu) => (gpu.computeCapability === undefined ? undefined : byCapability(catalog, gpu.computeCapability))) : [];
    const seen = told.some((one) => one !== undefined) ? told : (facts_valueOf(facts.pci) ?? []).map((device) => byDevice(catalog, device.device));
    const byName = new Map(seen.filter((one) => one !== undefined).map((one) => [one.name, one]));
    return [...byName.values()];
};
/** Which kernel modules drive all GPUs of this host; `none` when no driver drives them all. */
const kernelNeeded = (list) => {
    const open = list.some((one) => one.kernel === "open");
    const proprietary = list.some((one) => one.kernel === "proprietary");
    if (list.length === 0)
        return "unknown";
    if (open && proprietary)
        return "none";
    return open ? "open" : proprietary ? "proprietary" : "either";
};
/** Version of the driver that runs, from the kernel or, in WSL, from nvidia-smi. */
const driverVersion = (facts) => facts_valueOf(facts.driver)?.version ?? (facts.smi.kind === "ran" ? facts.smi.gpus[0]?.driver : undefined);
/** The Docker daemon, when there is one that this user may talk to. */
const workingDocker = (facts) => {
    const server = facts_valueOf(facts.docker.server);
    return server?.kind === "answers" ? server : undefined;
};
const workingPodman = (facts) => facts_valueOf(facts.podman) ?? undefined;
/** podman, when it is new enough for what dl-env does with it. */
const usablePodman = (facts, catalog) => {
    const podman = workingPodman(facts);
    return podman !== undefined && atLeast(podman.version, catalog.engines.podman.least) ? podman : undefined;
};
/** Whether findings about an engine count here. */
const applies = ({ wanted }, engine) => wanted.engine === undefined || wanted.engine === engine;
/** How bad it is that an engine has a fault: the other one may do. */
const severity = (input, engine) => {
    if (input.wanted.engine !== undefined)
        return "fail";
    const other = engine === "docker" ? usablePodman(input.facts, input.catalog) : workingDocker(input.facts);
    return other === undefined ? "fail" : "warn";
};
/** Whether rootless podman here would use pasta. */
const usesPasta = (podman, catalog) => podman.rootless && (podman.rootlessNetwork === undefined ? atLeast(podman.version, catalog.engines.podman.pastaDefault) : podman.rootlessNetwork === "pasta");
/** Whether any CDI spec has GPUs. */
const hasCdi = (facts) => (facts_valueOf(facts.cdi) ?? []).some((spec) => spec.devices.length > 0);
/** Docker can hand out GPUs: by NVIDIA's runtime, or by CDI when the daemon knows it and a spec is there. */
const dockerGpu = (server, facts, catalog) => {
    if (server.runtimes.includes("nvidia") && atLeast(server.version, catalog.engines.docker.gpus))
        return "gpus";
    return server.cdi && hasCdi(facts) && atLeast(server.version, catalog.engines.docker.cdi) ? "cdi" : undefined;
};
const newer = (left, right) => compareVersions(left, right) > 0;

;// CONCATENATED MODULE: ./lib/src/host/checks/docker.js





const SYSTEM_SOCKET = "unix:///var/run/docker.sock";
/** What to do where podman is too old: Docker comes in a new version for every release that is alive. */
const insteadOfOld = (input) => input.wanted.engine === "podman" ? { why: "The finding about podman says what is wrong.", fix: [] } : { why: "Docker's own packages are new enough on any release; a newer podman comes with a newer release.", ...fixFor(input, "docker-install") };
/** Whether any engine works here; the findings after it say what is wrong with each. */
const checkEngine = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = { id: "engine", title: "Container engine", source: catalog.fixes["docker-install"]?.source ?? "" };
    const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
    const podman = applies(input, "podman") ? usablePodman(facts, catalog) : undefined;
    const found = [docker === undefined ? [] : [`docker ${docker.version}`], podman === undefined ? [] : [`podman ${podman.version}`]].flat();
    if (found.length > 0)
        return [ok({ ...plain, found: found.join(", ") })];
    const why = "Images are built and run by docker or podman.";
    const unread = [...(applies(input, "docker") ? [facts.docker.client, facts.docker.server] : []), ...(applies(input, "podman") ? [facts.podman] : [])].find((fact) => "unknown" in fact);
    if (unread !== undefined && "unknown" in unread)
        return [notRead(plain, unread, why)];
    const installed = applies(input, "docker") && facts_valueOf(facts.docker.client) != null;
    const old = applies(input, "podman") ? workingPodman(facts) : undefined;
    if (old !== undefined && !installed)
        return [{ ...plain, level: "fail", found: `podman ${old.version}, which is too old`, ...insteadOfOld(input) }];
    if (installed)
        return [{ ...plain, level: "fail", found: "docker is installed, but its daemon does not answer", why: "The finding about Docker says what is wrong.", fix: [] }];
    const fix = wanted.engine === "podman" ? fixFor(input, "podman-install") : conflicting(input).length > 0 ? both(fixFor(input, "conflicts"), fixFor(input, "docker-install")) : fixFor(input, "docker-install");
    return [{ ...plain, level: "fail", found: "neither docker nor podman", why, ...fix }];
};
/** The client says where it looked; a variable or a context that is left over from another set-up sends it astray. */
const notRunning = (input, said) => {
    const address = /daemon at (\S+?)\.? /.exec(said)?.[1] ?? SYSTEM_SOCKET;
    if (address === SYSTEM_SOCKET)
        return { found: "the daemon does not run", why: "The client alone can do nothing.", ...fixFor(input, "docker-start") };
    const found = `no daemon answers at ${address}`;
    if (address === `unix:///run/user/${input.facts.user.uid}/docker.sock`)
        return { found, why: "That is this user's own Docker, which runs without root.", ...fixFor(input, "docker-start-rootless") };
    return { found, why: "DOCKER_HOST or a context sends the client there, not to the daemon of this host.", ...fixFor(input, "docker-elsewhere") };
};
const refused = (input, server) => {
    switch (server.why) {
        case "permission":
            return { found: "the daemon runs, but this user may not talk to it", why: "Either join the group docker, whose members are as good as root, or run Docker without root.", ...both(fixFor(input, "docker-group"), fixFor(input, "docker-rootless")) };
        case "not-running":
            return notRunning(input, server.said);
        case "other":
            return { found: server.said, why: "The client alone can do nothing.", ...fixFor(input, "docker-start") };
    }
};
/** Docker: client, daemon, access, and the service's start at boot. */
const checkDocker = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "docker", title: "Docker", source: catalog.fixes["docker-start"]?.source ?? "" };
    if (!applies(input, "docker"))
        return [];
    if ("unknown" in facts.docker.client)
        return [notRead(plain, facts.docker.client, "Images are built and run by docker or podman.")];
    if (facts.docker.client.value === null) {
        const found = facts.docker.isPodman ? "not installed; `docker` is podman's wrapper" : "not installed";
        if (input.wanted.engine !== "docker")
            return [skipped({ ...plain, found })];
        return [{ ...plain, level: "fail", found, why: "Docker was asked for.", ...both(facts.docker.isPodman ? fixFor(input, "podman-docker") : { fix: [], source: plain.source }, fixFor(input, "docker-install")) }];
    }
    return [
        judged(plain, facts.docker.server, "The client alone can do nothing.", (server) => {
            if (server === null)
                return skipped({ ...plain, found: "no daemon to ask" });
            if (server.kind === "refused")
                return { ...plain, level: severity(input, "docker"), ...refused(input, server) };
            const service = facts_valueOf(facts.docker.service);
            const found = `${server.version}${server.rootless ? ", rootless" : ""}`;
            if (!server.rootless && service != null && !service.enabled)
                return { ...plain, level: "warn", found: `${found}; the service does not start at boot`, why: "After a reboot nothing runs.", ...fixFor(input, "docker-start") };
            return ok({ ...plain, found });
        }),
    ];
};
/** Docker can hand out GPUs. */
const checkDockerGpu = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = { id: "docker-gpu", title: "Docker hands out GPUs", source: catalog.fixes["toolkit-docker"]?.source ?? "" };
    const server = workingDocker(facts);
    if (!applies(input, "docker") || server === undefined)
        return [];
    if (wanted.for === "build" || hasGpu(facts) === "no")
        return [skipped({ ...plain, found: "not needed" })];
    const way = dockerGpu(server, facts, catalog);
    if (way !== undefined)
        return [ok({ ...plain, found: way === "gpus" ? "by the nvidia runtime" : "by CDI" })];
    const old = !atLeast(server.version, catalog.engines.docker.gpus);
    const why = old ? `--gpus came with Docker ${catalog.engines.docker.gpus}.` : "`docker run --gpus all` ends with: could not select device driver with capabilities gpu.";
    const fix = old ? fixFor(input, "docker-install") : fixFor(input, server.rootless ? "toolkit-docker-rootless" : "toolkit-docker");
    return [{ ...plain, level: severity(input, "docker"), found: `runtimes: ${server.runtimes.join(", ")}; CDI ${server.cdi ? "on" : "off"}`, why, ...fix }];
};
/** buildx, with which Docker builds. */
const checkBuildx = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "buildx", title: "buildx", source: catalog.fixes["buildx"]?.source ?? "" };
    if (!applies(input, "docker") || workingDocker(facts) === undefined)
        return [];
    return [
        judged(plain, facts.buildx, "Docker builds the system layer with it.", (version) => version === null ? { ...plain, level: severity(input, "docker"), found: "not installed", why: "Docker builds the system layer with it.", ...fixFor(input, "buildx") } : ok({ ...plain, found: version })),
    ];
};
/** Installed packages that stand in the way of Docker's own. */
const conflicting = ({ facts, catalog }) => {
    const packages = facts_valueOf(facts.packages);
    const family = familyOf(catalog, facts_valueOf(facts.system));
    const names = catalog.packages.conflicts[packages?.manager === "apt" ? "apt" : (family ?? "")] ?? [];
    return (packages?.installed ?? []).filter((name) => names.includes(name));
};
/** Packages that fight with Docker CE; podman's own runc is none of them while podman is what is used. */
const checkConflicts = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = { id: "conflicts", title: "Conflicting packages", source: catalog.packages.source };
    if (!applies(input, "docker"))
        return [];
    if ("unknown" in facts.packages)
        return [notRead(plain, facts.packages, "Docker's own packages and the distribution's do not go together.")];
    const found = conflicting(input);
    const installed = facts.packages.value.installed;
    const dockerCe = installed.some((name) => catalog.packages.conflicts["dockerCe"]?.includes(name));
    const why = "They own the same files and sockets as Docker CE: remove them first.";
    if (dockerCe && found.length > 0)
        return [{ ...plain, level: "warn", found: `${found.join(", ")} beside Docker CE`, why, ...fixFor(input, "conflicts") }];
    const noDocker = facts_valueOf(facts.docker.client) == null;
    if (noDocker && wanted.engine === "docker" && found.length > 0)
        return [{ ...plain, level: "warn", found: found.join(", "), why, ...fixFor(input, "conflicts") }];
    if (noDocker && workingPodman(facts) === undefined && found.length > 0)
        return [{ ...plain, level: "warn", found: found.join(", "), why, ...fixFor(input, "conflicts") }];
    return [ok({ ...plain, found: "none that matter" })];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/driver.js





/** How the driver that these GPUs need is installed here. */
const installDriver = (input) => {
    if (facts_valueOf(input.facts.wsl) === true)
        return fixFor(input, "driver-wsl");
    return fixFor(input, kernelNeeded(architectures(input.facts, input.catalog)) === "proprietary" ? "driver-proprietary" : "driver-open");
};
const notLoaded = (input) => {
    const module = input.facts.module;
    const why = "Without it no container sees the GPU.";
    if (!isKnown(module) || module.value === null)
        return { found: "no NVIDIA driver is loaded, and none is installed for this kernel", why, ...installDriver(input) };
    const found = `driver ${module.value.version ?? ""} is installed for this kernel but not loaded`.replace("  ", " ");
    if (facts_valueOf(input.facts.modules)?.includes("nouveau") === true)
        return { found: `${found}: nouveau holds the GPU`, why, ...fixFor(input, "nouveau") };
    if (facts_valueOf(input.facts.secureBoot) === true)
        return { found: `${found}: Secure Boot may refuse it`, why, ...fixFor(input, "secure-boot") };
    return { found, why, ...fixFor(input, "load-module") };
};
const isWsl = ({ facts }) => facts_valueOf(facts.wsl) === true;
/** Whether a driver is loaded. */
const checkDriver = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "driver", title: "NVIDIA driver", source: catalog.fixes["driver-open"]?.source ?? "" };
    if (hasGpu(facts) === "no")
        return [skipped({ ...plain, found: "no NVIDIA GPU" })];
    const version = driverVersion(facts);
    if (version !== undefined) {
        const kind = facts_valueOf(facts.driver)?.kind;
        return [ok({ ...plain, found: `${version}${kind === undefined ? "" : `, ${kind} kernel modules`}${isWsl(input) ? ", of Windows" : ""}` })];
    }
    if (!isKnown(facts.driver))
        return [{ ...plain, level: "unknown", found: facts.driver.unknown, why: "Without a driver no container sees the GPU.", fix: [] }];
    return [{ ...plain, level: "fail", ...notLoaded(input) }];
};
/** Whether the loaded driver is of the kind, and of a branch, that drives these GPUs. */
const checkDriverKind = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "driver-kind", title: "Driver fits the GPU", source: catalog.gpus.kernelSource };
    const list = architectures(facts, catalog);
    const names = list.map((one) => one.name).join(", ");
    const driver = facts_valueOf(facts.driver);
    if (hasGpu(facts) === "no" || driver === null || driver === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    const needed = kernelNeeded(list);
    const last = Math.min(...list.map((one) => one.last ?? Number.POSITIVE_INFINITY));
    const found = `${driver.kind} kernel modules ${driver.version} for ${names}`;
    if (needed === "unknown")
        return [{ ...plain, level: "unknown", found: "the architecture of the GPU is not known", why: "Some GPUs need the open kernel modules, others the proprietary ones.", fix: [] }];
    if (needed === "none")
        return [{ ...plain, level: "fail", found, why: "One of the GPUs needs the open kernel modules and another the proprietary ones; no driver drives both.", fix: ["lspci -nn -d 10de:   # take one of them out"] }];
    if (Number(driver.version.split(".")[0]) > last)
        return [{ ...plain, level: "fail", found, why: `Driver branch ${last} is the last that supports this GPU.`, ...fixFor(input, "driver-proprietary") }];
    if (needed === "open" && driver.kind !== "open")
        return [{ ...plain, level: "fail", found, why: "This GPU works with the open kernel modules only.", ...fixFor(input, "driver-open") }];
    if (needed === "proprietary" && driver.kind !== "proprietary")
        return [{ ...plain, level: "fail", found, why: "The open kernel modules support Turing and later only.", ...fixFor(input, "driver-proprietary") }];
    return [ok({ ...plain, found })];
};
/** Whether nvidia-smi works, and whether driver and user-space library are of one version. */
const checkLibrary = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "driver-library", title: "Driver and its library", source: catalog.fixes["reboot"]?.source ?? "" };
    const driver = facts_valueOf(facts.driver);
    if (hasGpu(facts) === "no" || driver === null || driver === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    const library = facts_valueOf(facts.library);
    const mismatch = facts.smi.kind === "failed" && /version mismatch/i.test(facts.smi.said);
    if (mismatch || (typeof library === "string" && library !== driver.version)) {
        const found = `kernel module ${driver.version}, libcuda ${library ?? "of another version"}`;
        return [{ ...plain, level: "fail", found, why: "The driver was upgraded while it was loaded; every GPU program fails until both are of one version.", ...fixFor(input, "reboot") }];
    }
    if (library === null)
        return [{ ...plain, level: "fail", found: `kernel module ${driver.version}, no libcuda.so.1`, why: "The toolkit copies the driver's libraries into containers; here are none.", ...fixFor(input, "smi") }];
    if (library === undefined)
        return [{ ...plain, level: "unknown", found: "unknown" in facts.library ? facts.library.unknown : "", why: "Driver and library must be of one version.", fix: [] }];
    return [ok({ ...plain, found: `both ${driver.version}` })];
};
/** A driver that finds no device is one that does not drive this GPU. */
const smiFix = (input, said) => {
    if (/no devices were found/i.test(said))
        return installDriver(input);
    return fixFor(input, /version mismatch/i.test(said) ? "reboot" : "load-module");
};
/** Whether nvidia-smi is there and content. */
const checkSmi = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "nvidia-smi", title: "nvidia-smi", source: catalog.fixes["smi"]?.source ?? "" };
    if (hasGpu(facts) === "no" || driverVersion(facts) === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    switch (facts.smi.kind) {
        case "ran":
            return [ok({ ...plain, found: `lists ${facts.smi.gpus.length}` })];
        case "missing":
            return [{ ...plain, level: "warn", found: "not installed", why: "The toolkit and people ask it for the driver and the GPUs.", ...fixFor(input, "smi") }];
        case "failed":
            return [{ ...plain, level: "fail", found: facts.smi.said, why: "What fails for nvidia-smi fails in containers too.", ...smiFix(input, facts.smi.said) }];
        case "unknown":
            return [{ ...plain, level: "unknown", found: facts.smi.why, why: "A GPU that hangs answers nobody.", fix: [] }];
    }
};
/** Whether the driver is new enough for the image that is to run. */
const checkDriverForImage = (input) => {
    const { facts, wanted, catalog } = input;
    const plain = { id: "driver-image", title: "Driver for the image", source: catalog.fixes["driver-open"]?.source ?? "" };
    if (wanted.image?.driver === undefined)
        return [];
    const version = driverVersion(facts);
    if (version === undefined)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    const found = `driver ${version}; CUDA ${wanted.image.cuda} needs ${wanted.image.driver} or newer`;
    if (atLeast(version, wanted.image.driver))
        return [ok({ ...plain, found })];
    const last = Math.min(...architectures(facts, catalog).map((one) => one.last ?? Number.POSITIVE_INFINITY));
    const why = newer(wanted.image.driver, `${last}.999`) ? `No driver that supports this GPU is new enough: branch ${last} was the last. Take a cell with an older CUDA.` : "The image's CUDA does not start on an older driver.";
    return [{ ...plain, level: "fail", found, why, ...(why.startsWith("No driver") ? { fix: ["dl-env plan"] } : installDriver(input)) }];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/gpu.js




/** Whether the distribution is one that the other findings have commands for. */
const checkDistribution = ({ facts, catalog }) => {
    const plain = { id: "distribution", title: "Distribution", source: catalog.distributions.source };
    if ("unknown" in facts.system)
        return [notRead(plain, facts.system, "Commands differ between distributions.")];
    const { name, version } = facts.system.value;
    const found = version === undefined || name.includes(version) ? name : `${name} ${version}`;
    if (familyOf(catalog, facts.system.value) !== undefined)
        return [ok({ ...plain, found })];
    return [{ ...plain, level: "warn", found, why: "dl-env has no commands for this distribution; the findings name their sources instead.", fix: [] }];
};
const gpuNames = (input) => {
    const { facts, catalog } = input;
    if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) {
        return facts.smi.gpus.map((gpu) => (gpu.computeCapability === undefined ? gpu.name : `${gpu.name} (compute capability ${gpu.computeCapability})`)).join(", ");
    }
    const names = architectures(facts, catalog).map((one) => one.name);
    const count = facts_valueOf(facts.pci)?.length ?? 0;
    return `${count} on the PCI bus${names.length === 0 ? "" : ` (${names.join(", ")})`}`;
};
/** Whether an NVIDIA GPU is here at all, and which. */
const checkGpu = (input) => {
    const plain = { id: "gpu", title: "NVIDIA GPU", source: input.catalog.gpus.source };
    switch (hasGpu(input.facts)) {
        case "yes":
            return [ok({ ...plain, found: gpuNames(input) })];
        case "unknown":
            return [{ ...plain, level: "unknown", found: "the PCI bus cannot be read", why: "Without a GPU no GPU probe can pass.", fix: [] }];
        case "no": {
            const found = "none on the PCI bus";
            if (input.wanted.for === "build")
                return [skipped({ ...plain, found: `${found}; building needs none` })];
            return [{ ...plain, level: "fail", found, why: "GPU containers need an NVIDIA GPU. Images can be built here all the same.", fix: ["dl-env doctor --for build", "lspci -nn -d 10de:   # in a virtual machine: pass the GPU through to it"] }];
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/host/checks/modules.js




/** Whether nouveau, the kernel's own driver, keeps the GPU to itself. */
const checkNouveau = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "nouveau", title: "nouveau is not loaded", source: catalog.fixes["nouveau"]?.source ?? "" };
    if (hasGpu(facts) === "no" || facts_valueOf(facts.wsl) === true)
        return [skipped({ ...plain, found: "does not apply" })];
    return [
        judged(plain, facts.modules, "nouveau and NVIDIA's driver cannot both hold the GPU.", (modules) => modules.includes("nouveau")
            ? { ...plain, level: "fail", found: "nouveau is loaded", why: "nouveau and NVIDIA's driver cannot both hold the GPU, and nouveau runs no CUDA.", ...fixFor(input, "nouveau") }
            : ok({ ...plain, found: "not loaded" })),
    ];
};
/** Whether Secure Boot would refuse the driver's module. */
const checkSecureBoot = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "secure-boot", title: "Secure Boot", source: catalog.fixes["secure-boot"]?.source ?? "" };
    if (hasGpu(facts) === "no" || facts_valueOf(facts.wsl) === true)
        return [skipped({ ...plain, found: "does not apply" })];
    return [
        judged(plain, facts.secureBoot, "With Secure Boot the kernel loads signed modules only.", (on) => {
            if (!on)
                return ok({ ...plain, found: "off" });
            if (facts_valueOf(facts.driver) != null)
                return ok({ ...plain, found: "on, and the driver is loaded" });
            const module = facts_valueOf(facts.module);
            if (module === undefined || module === null)
                return { ...plain, level: "warn", found: "on, and no driver is installed yet", why: "The module that you install must be signed with a key that the firmware knows.", ...fixFor(input, "secure-boot") };
            const signed = module.signer !== undefined;
            const why = signed ? "The module is signed with a key that the firmware may not know, so the kernel refuses it." : "The kernel refuses a module without a signature.";
            return { ...plain, level: "fail", found: signed ? `on; the module is signed by ${module.signer ?? ""} but not loaded` : "on; the module has no signature", why, ...fixFor(input, "secure-boot") };
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks/podman.js





const gpuWanted = (input) => input.wanted.for === "run" && hasGpu(input.facts) !== "no";
/** podman: there, and new enough for CDI. */
const checkPodman = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "podman", title: "podman", source: catalog.engines.podman.source };
    if (!applies(input, "podman"))
        return [];
    if (!isKnown(facts.podman))
        return [notRead(plain, facts.podman, "Images are built and run by docker or podman.")];
    const podman = facts.podman.value;
    if (podman === null) {
        if (input.wanted.engine !== "podman")
            return [skipped({ ...plain, found: "not installed" })];
        return [{ ...plain, level: "fail", found: "not installed", why: "podman was asked for.", ...fixFor(input, "podman-install") }];
    }
    const found = `${podman.version}, ${podman.rootless ? "rootless" : "as root"}`;
    const { least } = catalog.engines.podman;
    if (!atLeast(podman.version, least))
        return [{ ...plain, level: severity(input, "podman"), found, why: `dl-env builds, loads and hands out GPUs with podman ${least} and newer; this one refuses or ignores what it is asked.`, ...fixFor(input, "podman-upgrade") }];
    if (!gpuWanted(input) || atLeast(podman.version, catalog.engines.podman.cdi))
        return [ok({ ...plain, found })];
    return [{ ...plain, level: severity(input, "podman"), found, why: `GPUs come by CDI, which podman knows from ${catalog.engines.podman.cdi} on.`, ...fixFor(input, "podman-upgrade") }];
};
/** Subordinate ids, without which rootless podman cannot unpack images. */
const checkSubids = (input) => {
    const { facts, catalog } = input;
    const { rootless } = catalog.engines;
    const plain = { id: "subids", title: "Subordinate ids", source: rootless.source };
    const podman = workingPodman(facts);
    const needed = (applies(input, "podman") && podman?.rootless === true) || (applies(input, "docker") && facts.user.uid !== 0 && isRootlessDocker(input));
    if (!needed)
        return [];
    const [uids, gids] = [facts.user.subuids, facts.user.subgids];
    if (!isKnown(uids))
        return [notRead(plain, uids, "Rootless containers map their users to these.")];
    if (!isKnown(gids))
        return [notRead(plain, gids, "Rootless containers map their users to these.")];
    const found = `${uids.value} user ids, ${gids.value} group ids`;
    if (Math.min(uids.value, gids.value) >= rootless.subids)
        return [ok({ ...plain, found })];
    return [{ ...plain, level: severity(input, "podman"), found, why: `Rootless containers map their users to these; ${rootless.subids} are usual, and images with other owners cannot be unpacked without.`, ...fixFor(input, "subids") }];
};
const isRootlessDocker = ({ facts }) => {
    const server = facts_valueOf(facts.docker.server);
    return server?.kind === "answers" && server.rootless;
};
const networkFinding = (input, podman) => {
    const { facts, catalog } = input;
    const plain = { id: "podman-network", title: "Rootless network", source: catalog.engines.network.source };
    if (!usesPasta(podman, catalog)) {
        if (facts_valueOf(facts.network.slirp4netns) !== false)
            return ok({ ...plain, found: "slirp4netns" });
        return { ...plain, level: severity(input, "podman"), found: "slirp4netns is not installed", why: "Rootless containers have no network without it.", ...fixFor(input, "slirp") };
    }
    if (facts_valueOf(facts.network.pasta) === null)
        return { ...plain, level: severity(input, "podman"), found: "pasta is not installed", why: "Rootless containers have no network without it.", ...fixFor(input, "pasta") };
    const { ipv6 } = facts.network;
    if (!isKnown(ipv6))
        return notRead(plain, ipv6, "pasta may fail on hosts without IPv6.");
    if (ipv6.value === "route")
        return ok({ ...plain, found: "pasta" });
    return { ...plain, level: "warn", found: ipv6.value === "none" ? "pasta, and the kernel has no IPv6" : "pasta, and there is no route over IPv6", why: "pasta may end with: External interface not usable. Told to use IPv4 only, it works.", ...fixFor(input, "pasta-ipv4") };
};
/** What carries a rootless container's network. */
const checkPodmanNetwork = (input) => {
    const podman = workingPodman(input.facts);
    return !applies(input, "podman") || podman?.rootless !== true ? [] : [networkFinding(input, podman)];
};

// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
;// CONCATENATED MODULE: ./lib/src/host/checks/resources.js





/** SELinux keeps containers from the GPU's device files unless the label is off. */
const checkSelinux = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "selinux", title: "SELinux", source: catalog.engines.selinux.source };
    return [
        judged(plain, facts.selinux, "SELinux may keep containers from the GPU.", (state) => {
            if (state !== "enforcing")
                return ok({ ...plain, found: state });
            if (hasGpu(facts) === "no" || input.wanted.for === "build" || !applies(input, "podman") || workingPodman(facts) === undefined)
                return ok({ ...plain, found: state });
            return { ...plain, level: "warn", found: state, why: "A labelled container ends with: Failed to initialize NVML: Insufficient Permissions.", ...fixFor(input, "selinux-label") };
        }),
    ];
};
/** The cgroup layout, and whether a reload of systemd would take the GPU away from running containers. */
const checkCgroup = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "cgroup", title: "cgroup", source: catalog.engines.cgroup.source };
    const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
    const podman = applies(input, "podman") ? workingPodman(facts) : undefined;
    return [
        judged(plain, facts.cgroup, "Engines set limits and device access by it.", (layout) => {
            if (docker?.cgroupDriver === "systemd" && dockerGpu(docker, facts, catalog) === "gpus" && hasGpu(facts) === "yes") {
                return { ...plain, level: "warn", found: `${layout}, Docker's driver is systemd`, why: "After `systemctl daemon-reload` running containers lose the GPU (Failed to initialize NVML: Unknown Error). With CDI, or with these links, they keep it.", ...fixFor(input, "cgroup-driver") };
            }
            if (layout !== "v2" && podman?.rootless === true)
                return { ...plain, level: "warn", found: layout, why: "Rootless podman can set no limits without cgroup v2.", ...fixFor(input, "cgroup-v2") };
            if (layout === "hybrid" && podman?.runtime === "crun")
                return { ...plain, level: "warn", found: `${layout}, podman's runtime is crun`, why: "crun fails on a hybrid layout; runc with the cgroupfs manager works.", ...fixFor(input, "cgroup-v2") };
            return ok({ ...plain, found: layout });
        }),
    ];
};
/** Room for the image where the engine keeps images. */
const checkDisk = (input) => {
    const { facts, catalog, wanted } = input;
    const { disk } = catalog.engines;
    const needed = wanted.image === undefined ? disk.least : Math.ceil(wanted.image.download * disk.factor);
    const disks = facts.disks.filter((one) => applies(input, one.engine));
    return disks.map((one) => {
        const plain = { id: `disk-${one.engine}`, title: `Disk of ${one.engine}`, source: disk.source };
        return judged(plain, one.free, "Images of this kind take 5 to 30 GB.", (free) => {
            const found = `${(0,units/* bytes */.ee)(free)} free at ${one.path}`;
            if (free >= needed)
                return ok({ ...plain, found });
            const why = wanted.image === undefined ? `Large sets need about ${(0,units/* bytes */.ee)(needed)} while they are pulled and unpacked.` : `${wanted.image.name} needs about ${(0,units/* bytes */.ee)(needed)} while it is pulled and unpacked.`;
            return { ...plain, level: wanted.image === undefined ? "warn" : "fail", found, why, ...fixFor(input, `disk-${one.engine}`) };
        });
    });
};
/** Locked memory: a rootless container cannot have more than its user. */
const checkLimits = (input) => {
    const { facts, catalog } = input;
    const plain = { id: "memlock", title: "Locked memory", source: catalog.engines.limits.source };
    const podman = workingPodman(facts);
    if (!applies(input, "podman") || podman === undefined || input.wanted.for === "build")
        return [];
    if (!podman.rootless)
        return [skipped({ ...plain, found: "podman as root sets its own" })];
    return [
        judged(plain, facts.limits, "NCCL and pinned memory lock pages.", ({ memlock }) => {
            const found = memlock.hard === "unlimited" ? "unlimited" : `at most ${(0,units/* bytes */.ee)(memlock.hard)}`;
            if (memlock.hard === "unlimited")
                return ok({ ...plain, found });
            return { ...plain, level: "warn", found, why: "NCCL over InfiniBand and large pinned buffers need more; a rootless container cannot have more than its user.", ...fixFor(input, "memlock") };
        }),
    ];
};
/** What could not be gathered at all is said once. */
const checkBlindSpots = ({ facts, catalog }) => !isKnown(facts.kernel) && facts_valueOf(facts.system) === undefined
    ? [{ id: "host", title: "Host", level: "unknown", found: "neither kernel nor distribution can be read", why: "This may be no Linux host.", fix: [], source: catalog.distributions.source }]
    : [];

;// CONCATENATED MODULE: ./lib/src/host/checks/toolkit.js





/** NVIDIA Container Toolkit: installed, and without a published vulnerability. */
const checkToolkit = (input) => {
    const { facts, catalog, wanted } = input;
    const { toolkit } = catalog;
    const plain = { id: "toolkit", title: "NVIDIA Container Toolkit", source: toolkit.source };
    if (wanted.for === "build" || hasGpu(facts) === "no")
        return [skipped({ ...plain, found: wanted.for === "build" ? "building needs none" : "no NVIDIA GPU" })];
    return [
        judged(plain, facts.toolkit, "It puts the driver's libraries and devices into containers.", (installed) => {
            if (installed === null)
                return { ...plain, level: "fail", found: "not installed", why: "It puts the driver's libraries and devices into containers.", ...fixFor(input, "toolkit-install") };
            const open = toolkit.vulnerabilities.filter((one) => !atLeast(installed.version, one.fixed));
            if (open.length === 0)
                return ok({ ...plain, found: installed.version });
            const escapes = open.some((one) => one.escape);
            const why = `${escapes ? "A hostile image can reach the host" : "It has published vulnerabilities"}: ${open.flatMap((one) => one.cves).join(", ")}. ${toolkit.least} or newer has none of them.`;
            return { ...plain, level: escapes ? "fail" : "warn", found: installed.version, why, ...fixFor(input, "toolkit-install"), source: open.at(-1)?.source ?? toolkit.source };
        }),
    ];
};
const generate = (input) => {
    const version = facts_valueOf(input.facts.toolkit)?.version;
    return fixFor(input, version !== undefined && atLeast(version, input.catalog.toolkit.refreshSince) ? "cdi-refresh" : "cdi-generate");
};
const folderOf = (spec) => spec.path.slice(0, spec.path.lastIndexOf("/"));
/** Two specs in one folder that name the same device cancel each other; across folders /var/run/cdi wins. */
const doubled = (specs) => specs.some((one, index) => specs.slice(index + 1).some((other) => folderOf(one) === folderOf(other) && one.devices.some((device) => other.devices.includes(device))));
/** What is wrong with the specs that the engine would read; undefined when nothing is. */
const cdiFault = (input, specs) => {
    const driver = driverVersion(input.facts);
    const stale = specs.find((spec) => driver !== undefined && spec.driver !== undefined && spec.driver !== driver);
    if (specs.every((spec) => spec.devices.length === 0))
        return { found: "none in /etc/cdi and /var/run/cdi", why: "podman finds GPUs by their CDI names only.", ...generate(input) };
    if (stale !== undefined)
        return { found: `${stale.path} is of driver ${stale.driver ?? ""}, ${driver ?? ""} is loaded`, why: "Containers fail to start: the spec names libraries that are gone.", ...generate(input) };
    if (doubled(specs))
        return { found: specs.map((spec) => spec.path).join(", "), why: "Two specs in one folder name the same devices, so neither counts.", fix: ["ls -l /etc/cdi /var/run/cdi   # keep one file a folder", ...generate(input).fix], source: generate(input).source };
    const podman = workingPodman(input.facts);
    const limit = input.catalog.engines.podman.cdiSpec07;
    const tooNew = specs.find((spec) => spec.version !== undefined && atLeast(spec.version, "0.7"));
    if (podman !== undefined && applies(input, "podman") && tooNew !== undefined && !atLeast(podman.version, limit)) {
        return { found: `${tooNew.path} has format ${tooNew.version ?? ""}, podman is ${podman.version}`, why: `podman reads this format from ${limit} on.`, ...fixFor(input, "podman-upgrade") };
    }
    return undefined;
};
/** CDI specs: there, of the driver that is loaded, unambiguous, and readable by the engine. */
const checkCdi = (input) => {
    const { facts, catalog, wanted } = input;
    const plain = { id: "cdi", title: "CDI spec", source: catalog.toolkit.refreshSource };
    if (wanted.for === "build" || hasGpu(facts) === "no")
        return [skipped({ ...plain, found: wanted.for === "build" ? "building needs none" : "no NVIDIA GPU" })];
    const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
    const byRuntime = docker !== undefined && dockerGpu(docker, facts, catalog) === "gpus";
    const podman = applies(input, "podman") && workingPodman(facts) !== undefined;
    const none = !hasCdi(facts) && "value" in facts.cdi;
    if (none && facts_valueOf(facts.driver) === null && facts_valueOf(facts.wsl) !== true)
        return [skipped({ ...plain, found: "no driver is loaded" })];
    if (none && !podman && (byRuntime || "value" in facts.podman))
        return [skipped({ ...plain, found: docker === undefined ? "none; no engine asks for it" : "none; Docker does without" })];
    return [
        judged(plain, facts.cdi, "podman finds GPUs by their CDI names only.", (specs) => {
            const fault = cdiFault(input, specs);
            if (fault !== undefined)
                return { ...plain, level: podman ? severity(input, "podman") : "warn", ...fault };
            return ok({ ...plain, found: specs.map((spec) => `${spec.path}${spec.driver === undefined ? "" : ` (driver ${spec.driver})`}`).join(", ") });
        }),
    ];
};

;// CONCATENATED MODULE: ./lib/src/host/checks.js







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
const exitOf = (list) => (list.some((finding) => finding.level === "fail") ? 1 : 0);

;// CONCATENATED MODULE: ./lib/src/host/gather/ask.js

/** Milliseconds that one program may take; nvidia-smi needs seconds when no persistence daemon runs. */
const LIMIT = 15_000;
/** Folders of programs that are not on the PATH of ordinary users everywhere. */
const ELSEWHERE = ["/usr/sbin", "/sbin", "/usr/lib/wsl/lib"];
const locate = async (sys, program) => {
    for (const path of [program, ...ELSEWHERE.map((folder) => `${folder}/${program}`)]) {
        const found = await sys.processes.find(path);
        if (found !== undefined)
            return found;
    }
    return undefined;
};
/** Runs a program with a time limit and in the C locale; only what may hang is a program, files below are the kernel's own. */
const ask = async (sys, argv) => {
    const path = await locate(sys, argv[0]);
    if (path === undefined)
        return { kind: "missing" };
    const { code, stdout, stderr, timedOut } = await sys.processes.run([path, ...argv.slice(1)], { timeout: LIMIT, env: { LC_ALL: "C", LANG: "C" } });
    return timedOut ? { kind: "late" } : { kind: "ran", code, stdout, stderr };
};
/** What a program said, short enough to be shown. */
const said = (answer) => `${answer.stderr}\n${answer.stdout}`.trim().replaceAll(/\s+/g, " ").slice(0, 300);
/** Why an answer is no answer. */
const whyNot = (program, answer) => answer.kind === "missing" ? `${program} is not installed` : `${program} did not answer within ${LIMIT / 1000} s`;
/** The fact that `work` finds; whatever it throws makes the fact unknown, never the whole snapshot. */
const probe = async (work) => {
    try {
        return await work();
    }
    catch (error) {
        return unknown((error instanceof Error ? error.message : String(error)).slice(0, 300));
    }
};

;// CONCATENATED MODULE: ./lib/src/host/gather/driver.js


const PCI = "/sys/bus/pci/devices";
/** Display devices only: class 03xxxx. Their sound and USB functions have the same vendor. */
const readDevice = async (sys, address) => {
    const read = async (name) => ((await sys.files.readText(`${PCI}/${address}/${name}`)) ?? "").trim();
    if ((await read("vendor")) !== "0x10de" || !(await read("class")).startsWith("0x03"))
        return undefined;
    return { address, device: (await read("device")).replace(/^0x/, "").toLowerCase() };
};
const gatherPci = (sys) => probe(async () => {
    if ((await sys.files.stat(PCI)) === undefined)
        return unknown(`there is no ${PCI}`);
    const devices = await Promise.all((await sys.files.list(PCI)).map((address) => readDevice(sys, address)));
    return known(devices.filter((device) => device !== undefined));
});
/** Lines of `name, driver_version[, compute_cap]`; a name may itself hold a comma. */
const parseSmi = (text, fields) => text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
    const parts = line.split(",").map((part) => part.trim());
    const computeCapability = fields === 3 ? parts.pop() : undefined;
    const driver = parts.pop() ?? "";
    return { name: parts.join(", "), driver, ...(computeCapability === undefined ? {} : { computeCapability }) };
});
/** nvidia-smi's own words; drivers before R510 do not know compute_cap, so they are asked again without it. */
const gatherSmi = async (sys) => {
    for (const fields of [3, 2]) {
        const query = fields === 3 ? "name,driver_version,compute_cap" : "name,driver_version";
        const answer = await ask(sys, ["nvidia-smi", `--query-gpu=${query}`, "--format=csv,noheader"]);
        if (answer.kind === "missing")
            return { kind: "missing" };
        if (answer.kind === "late")
            return { kind: "unknown", why: whyNot("nvidia-smi", answer) };
        if (answer.stdout.includes("No devices were found"))
            return { kind: "failed", said: said(answer) };
        if (answer.code === 0)
            return { kind: "ran", gpus: parseSmi(answer.stdout, fields) };
        if (fields === 2 || !answer.stdout.includes("compute_cap"))
            return { kind: "failed", said: said(answer) };
    }
    return { kind: "unknown", why: "nvidia-smi was not understood" };
};
/** `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build …` */
const parseDriver = (text) => {
    const line = /^NVRM version:\s*(.*)$/m.exec(text)?.[1];
    const version = /\b(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(line ?? "")?.[1];
    if (line === undefined || version === undefined)
        return undefined;
    return { version, kind: line.includes("Open Kernel Module") ? "open" : "proprietary" };
};
const gatherDriver = (sys) => probe(async () => {
    const text = await sys.files.readText("/proc/driver/nvidia/version");
    if (text === undefined)
        return known(null);
    const driver = parseDriver(text);
    return driver === undefined ? unknown("/proc/driver/nvidia/version was not understood") : known(driver);
});
const RELEVANT = ["nouveau", "nvidia", "nvidia_uvm"];
const gatherModules = (sys) => probe(async () => {
    const text = await sys.files.readText("/proc/modules");
    if (text === undefined)
        return unknown("there is no /proc/modules");
    const loaded = new Set(text.split("\n").map((line) => line.split(" ")[0] ?? ""));
    return known(RELEVANT.filter((name) => loaded.has(name)));
});
const parseModinfo = (text) => {
    const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(text)?.[1]?.trim();
    const [version, license, signer] = [field("version"), field("license"), field("signer")];
    return { ...(version === undefined ? {} : { version }), ...(license === undefined ? {} : { license }), ...(signer === undefined ? {} : { signer }) };
};
const gatherModule = (sys) => probe(async () => {
    const answer = await ask(sys, ["modinfo", "nvidia"]);
    if (answer.kind !== "ran")
        return unknown(whyNot("modinfo", answer));
    return known(answer.code === 0 ? parseModinfo(answer.stdout) : null);
});
const VARIABLE = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
const byMokutil = async (sys) => {
    const answer = await ask(sys, ["mokutil", "--sb-state"]);
    if (answer.kind !== "ran")
        return unknown(`the firmware's variables cannot be read and ${whyNot("mokutil", answer)}`);
    const state = /SecureBoot (enabled|disabled)/.exec(answer.stdout)?.[1];
    return state === undefined ? unknown(`mokutil said: ${said(answer)}`) : known(state === "enabled");
};
/** Without EFI there is no Secure Boot. The variable is 4 bytes of attributes and one of value. */
const gatherSecureBoot = (sys) => probe(async () => {
    if ((await sys.files.stat("/sys/firmware")) === undefined)
        return unknown("there is no /sys/firmware");
    if ((await sys.files.stat("/sys/firmware/efi")) === undefined)
        return known(false);
    const bytes = await sys.files.readBytes(VARIABLE).catch(() => undefined);
    return bytes === undefined || bytes.length < 5 ? byMokutil(sys) : known(bytes[4] === 1);
});
/** Version in the name of the file behind libcuda.so.1; null when the loader's cache has none. */
const gatherLibrary = (sys) => probe(async () => {
    const answer = await ask(sys, ["ldconfig", "-p"]);
    if (answer.kind !== "ran")
        return unknown(whyNot("ldconfig", answer));
    const path = /libcuda\.so\.1 .*x86-64.* => (\/.*)$/m.exec(answer.stdout)?.[1];
    if (path === undefined)
        return known(null);
    const version = /libcuda\.so\.(\d{3,4}\.[\d.]+)$/.exec(await sys.files.readLink(path))?.[1];
    return version === undefined ? unknown(`${path} does not say its version`) : known(version);
});

;// CONCATENATED MODULE: ./lib/src/host/gather/engines.js



const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const at = (value, ...keys) => keys.reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
const engines_text = (value) => (typeof value === "string" ? value : "");
const parseJson = (json) => {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
};
/** systemd's word on a unit; null when there is no such unit. */
const gatherService = (sys, unit) => probe(async () => {
    const answer = await ask(sys, ["systemctl", "show", unit, "--property=LoadState,UnitFileState,ActiveState"]);
    if (answer.kind !== "ran")
        return unknown(whyNot("systemctl", answer));
    if (answer.code !== 0)
        return unknown(`systemctl said: ${said(answer)}`);
    const property = (name) => new RegExp(`^${name}=(.*)$`, "m").exec(answer.stdout)?.[1] ?? "";
    if (property("LoadState") === "not-found")
        return known(null);
    return known({ enabled: property("UnitFileState").startsWith("enabled"), active: property("ActiveState") === "active" });
});
const gatherToolkit = (sys) => probe(async () => {
    for (const program of ["nvidia-ctk", "nvidia-container-cli"]) {
        const answer = await ask(sys, [program, "--version"]);
        if (answer.kind === "missing")
            continue;
        if (answer.kind === "late")
            return unknown(whyNot(program, answer));
        const version = /version:? v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
        if (version === undefined)
            return unknown(`${program} said: ${said(answer)}`);
        const unit = await gatherService(sys, "nvidia-cdi-refresh.path");
        return known({ version, ...("unknown" in unit || unit.value === null ? {} : { refresh: unit.value.enabled && unit.value.active }) });
    }
    return known(null);
});
/** `docker info` as JSON. */
const parseDockerInfo = (json) => {
    const info = parseJson(json);
    const version = engines_text(at(info, "ServerVersion"));
    if (version === "")
        return undefined;
    const options = at(info, "SecurityOptions");
    const dirs = at(info, "CDISpecDirs");
    return {
        kind: "answers",
        version,
        runtimes: Object.keys(at(info, "Runtimes") ?? {}).sort(),
        cdi: Array.isArray(dirs) && dirs.length > 0,
        rootless: Array.isArray(options) && options.some((option) => engines_text(option).includes("rootless")),
        root: engines_text(at(info, "DockerRootDir")),
        cgroupDriver: engines_text(at(info, "CgroupDriver")),
    };
};
const refusal = (words) => {
    const why = /permission denied/i.test(words) ? "permission" : /cannot connect|is the docker daemon running/i.test(words) ? "not-running" : "other";
    return { kind: "refused", why, said: words };
};
const gatherServer = (sys) => probe(async () => {
    const answer = await ask(sys, ["docker", "info", "--format", "{{json .}}"]);
    if (answer.kind === "missing")
        return known(null);
    if (answer.kind === "late")
        return unknown(whyNot("docker info", answer));
    const server = parseDockerInfo(answer.stdout);
    if (server !== undefined)
        return known(server);
    const errors = at(parseJson(answer.stdout), "ServerErrors");
    return known(refusal(Array.isArray(errors) && errors.length > 0 ? errors.map(engines_text).join(" ").slice(0, 300) : said({ stdout: "", stderr: answer.stderr })));
});
const gatherDocker = async (sys) => {
    const answer = await ask(sys, ["docker", "--version"]);
    const isPodman = answer.kind === "ran" && /^podman /m.test(answer.stdout);
    const version = answer.kind === "ran" ? /version (\d[\w.+~-]*)/.exec(answer.stdout)?.[1] : undefined;
    const client = answer.kind === "missing" || isPodman ? known(null) : answer.kind === "late" ? unknown(whyNot("docker", answer)) : version === undefined ? unknown(`docker said: ${said(answer)}`) : known(version);
    return { client, isPodman, server: isPodman ? known(null) : await gatherServer(sys), service: await gatherService(sys, "docker.service") };
};
/** `podman info` as JSON. */
const parsePodmanInfo = (json) => {
    const info = parseJson(json);
    const version = engines_text(at(info, "version", "Version"));
    if (version === "")
        return undefined;
    const rootlessNetwork = engines_text(at(info, "host", "rootlessNetworkCmd"));
    return {
        version,
        rootless: at(info, "host", "security", "rootless") === true,
        networkBackend: engines_text(at(info, "host", "networkBackend")),
        ...(rootlessNetwork === "" ? {} : { rootlessNetwork }),
        root: engines_text(at(info, "store", "graphRoot")),
        runtime: engines_text(at(info, "host", "ociRuntime", "name")),
    };
};
const gatherPodman = (sys) => probe(async () => {
    const answer = await ask(sys, ["podman", "info", "--format", "json"]);
    if (answer.kind === "missing")
        return known(null);
    if (answer.kind === "late")
        return unknown(whyNot("podman info", answer));
    const podman = parsePodmanInfo(answer.stdout);
    return podman === undefined ? unknown(`podman info said: ${said(answer)}`) : known(podman);
});
const gatherBuildx = (sys) => probe(async () => {
    const answer = await ask(sys, ["docker", "buildx", "version"]);
    if (answer.kind === "missing")
        return known(null);
    if (answer.kind === "late")
        return unknown(whyNot("docker buildx", answer));
    return known(/buildx v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1] ?? null);
});
/** A CDI spec of NVIDIA GPUs; undefined for other kinds and for files that are no spec. */
const parseCdi = (path, content) => {
    let spec;
    try {
        spec = (0,dist/* parse */.qg)(content, { maxAliasCount: 0 });
    }
    catch {
        return undefined;
    }
    if (at(spec, "kind") !== "nvidia.com/gpu")
        return undefined;
    const devices = at(spec, "devices");
    const driver = /libcuda\.so\.(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(content)?.[1];
    const version = engines_text(at(spec, "cdiVersion"));
    return { path, ...(version === "" ? {} : { version }), devices: Array.isArray(devices) ? devices.map((device) => String(at(device, "name"))) : [], ...(driver === undefined ? {} : { driver }) };
};
const gatherCdi = (sys) => probe(async () => {
    const specs = [];
    for (const folder of ["/etc/cdi", "/var/run/cdi"]) {
        for (const name of await sys.files.list(folder)) {
            if (!/\.(ya?ml|json)$/.test(name))
                continue;
            const spec = parseCdi(`${folder}/${name}`, (await sys.files.readText(`${folder}/${name}`)) ?? "");
            if (spec !== undefined)
                specs.push(spec);
        }
    }
    return known(specs);
});

;// CONCATENATED MODULE: ./lib/src/host/gather/resources.js


const limitNumber = (word) => (word === "unlimited" ? "unlimited" : Number(word));
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
const gatherLimits = (sys) => probe(async () => {
    const [limits, status] = [await sys.files.readText("/proc/self/limits"), await sys.files.readText("/proc/self/status")];
    return limits === undefined || status === undefined ? unknown("there is no /proc/self/limits") : known(parseLimits(limits, status));
});
/** /proc/net/ipv6_route: destination, prefix length, …, device. The default route of `lo` means "unreachable". */
const hasIpv6Default = (routes) => routes.split("\n").some((line) => {
    const fields = line.trim().split(/\s+/);
    return /^0{32}$/.test(fields[0] ?? "") && fields[1] === "00" && fields[9] !== undefined && fields[9] !== "lo";
});
const gatherIpv6 = (sys) => probe(async () => {
    if ((await sys.files.stat("/proc/net")) === undefined)
        return unknown("there is no /proc/net");
    const routes = await sys.files.readText("/proc/net/ipv6_route");
    if (routes === undefined)
        return known("none");
    return known(hasIpv6Default(routes) ? "route" : "no-route");
});
const gatherNetwork = async (sys) => {
    const pasta = await probe(async () => {
        const answer = await ask(sys, ["pasta", "--version"]);
        if (answer.kind === "missing")
            return known(null);
        return answer.kind === "late" ? unknown(whyNot("pasta", answer)) : known((answer.stdout.split("\n")[0] ?? "").trim().slice(0, 80));
    });
    const slirp4netns = await probe(async () => known((await sys.processes.find("slirp4netns")) !== undefined));
    return { pasta, slirp4netns, ipv6: await gatherIpv6(sys) };
};
/** Bytes free, by df: unlike a call into the kernel it can be given up when a network disk hangs. */
const freeAt = (sys, path) => probe(async () => {
    const answer = await ask(sys, ["df", "-P", "-B1", "--", path]);
    if (answer.kind !== "ran")
        return unknown(whyNot("df", answer));
    const free = /^.*\s(\d+)\s+\d+%\s+\/.*$/m.exec(answer.stdout)?.[1];
    return free === undefined ? unknown(`df cannot tell for ${path}`) : known(Number(free));
});
const gatherDisk = async (sys, engine, path) => ({ engine, path, free: await freeAt(sys, path) });

;// CONCATENATED MODULE: ./lib/src/host/gather/system.js


/** os-release as names and values; quotes removed as the format says. */
const parseOsRelease = (text) => {
    const fields = new Map();
    for (const line of text.split("\n")) {
        const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
        if (match?.[1] !== undefined)
            fields.set(match[1], (match[2] ?? match[3] ?? match[4] ?? "").replaceAll(/\\(.)/g, "$1"));
    }
    const id = fields.get("ID");
    if (id === undefined)
        return undefined;
    const version = fields.get("VERSION_ID");
    return {
        id: id.toLowerCase(),
        like: (fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/).filter(Boolean),
        ...(version === undefined ? {} : { version }),
        name: fields.get("PRETTY_NAME") ?? id,
    };
};
const gatherDistribution = (sys) => probe(async () => {
    const text = (await sys.files.readText("/etc/os-release")) ?? (await sys.files.readText("/usr/lib/os-release"));
    if (text === undefined)
        return unknown("there is no /etc/os-release");
    const system = parseOsRelease(text);
    return system === undefined ? unknown("/etc/os-release has no ID") : known(system);
});
const gatherKernel = (sys) => probe(async () => {
    const text = await sys.files.readText("/proc/sys/kernel/osrelease");
    return text === undefined ? unknown("there is no /proc/sys/kernel/osrelease") : known(text.trim());
});
const findManager = async (sys) => {
    if ((await sys.processes.find("zypper")) !== undefined)
        return "zypper";
    if ((await sys.processes.find("apt-get")) !== undefined)
        return "apt";
    if ((await sys.processes.find("dnf5")) !== undefined)
        return "dnf5";
    const dnf = await ask(sys, ["dnf", "--version"]);
    if (dnf.kind === "ran")
        return /^dnf5|^5\./.test(dnf.stdout.trim()) ? "dnf5" : "dnf4";
    return (await sys.processes.find("yum")) === undefined ? undefined : "yum";
};
const installedOf = async (sys, manager, names) => {
    const answer = await ask(sys, manager === "apt" ? ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n", ...names] : ["rpm", "-q", "--qf", "ii %{NAME}\n", ...names]);
    if (answer.kind !== "ran")
        return unknown(whyNot(manager === "apt" ? "dpkg-query" : "rpm", answer));
    const wanted = new Set(names);
    const found = answer.stdout.split("\n").flatMap((line) => (line.startsWith("ii ") ? [line.slice(3).trim()] : []));
    return known([...new Set(found.filter((name) => wanted.has(name)))].sort());
};
/** Which of `names` are installed, by the host's package manager. */
const gatherPackages = (sys, names) => probe(async () => {
    const manager = await findManager(sys);
    if (manager === undefined)
        return known({ installed: [] });
    const installed = await installedOf(sys, manager, names);
    return "unknown" in installed ? installed : known({ manager, installed: installed.value });
});
/** Ids granted to a user in /etc/subuid or /etc/subgid: lines `name-or-uid:start:count`. */
const countSubordinate = (text, name, uid) => text.split("\n").reduce((sum, line) => {
    const [owner, , count] = line.split(":");
    return (owner === name || owner === String(uid)) && /^\d+$/.test(count ?? "") ? sum + Number(count) : sum;
}, 0);
const gatherUser = async (sys) => {
    const name = await ask(sys, ["id", "-un"]);
    const userName = name.kind === "ran" ? name.stdout.trim() : "";
    const subordinate = (file) => probe(async () => known(countSubordinate((await sys.files.readText(file)) ?? "", userName, sys.env.uid)));
    const groups = await probe(async () => {
        const answer = await ask(sys, ["id", "-Gn"]);
        return answer.kind === "ran" ? known(answer.stdout.trim().split(/\s+/)) : unknown(whyNot("id", answer));
    });
    return { uid: sys.env.uid, groups, subuids: await subordinate("/etc/subuid"), subgids: await subordinate("/etc/subgid") };
};
const gatherWsl = (kernel) => ("unknown" in kernel ? kernel : known(/microsoft/i.test(kernel.value)));
const gatherSelinux = (sys) => probe(async () => {
    const text = await sys.files.readText("/sys/fs/selinux/enforce");
    if (text === undefined)
        return known("disabled");
    return known(text.trim() === "1" ? "enforcing" : "permissive");
});
const gatherCgroup = (sys) => probe(async () => {
    if ((await sys.files.stat("/sys/fs/cgroup/cgroup.controllers")) !== undefined)
        return known("v2");
    if ((await sys.files.stat("/sys/fs/cgroup/unified/cgroup.controllers")) !== undefined)
        return known("hybrid");
    return (await sys.files.list("/sys/fs/cgroup")).length > 0 ? known("v1") : unknown("/sys/fs/cgroup is empty");
});

;// CONCATENATED MODULE: ./lib/src/host/gather.js






const gatherDisks = async (sys, docker, podman) => {
    const server = facts_valueOf(docker.server);
    const roots = [
        ["docker", server?.kind === "answers" ? server.root : ""],
        ["podman", facts_valueOf(podman)?.root ?? ""],
    ];
    return Promise.all(roots.filter(([, path]) => path.startsWith("/")).map(([engine, path]) => gatherDisk(sys, engine, path)));
};
/** Names that matrix/host/packages.yml asks about. */
const packageNames = (catalog) => [...new Set([...Object.values(catalog.packages.conflicts).flat(), ...catalog.packages.driver])].sort();
/** A snapshot of this host, without root. What cannot be read, or takes more than 15 s, is unknown; it never throws for it. */
const gatherHost = async (sys) => {
    const catalog = await loadHostCatalog(sys);
    const [system, kernel, packages, user] = await Promise.all([gatherDistribution(sys), gatherKernel(sys), gatherPackages(sys, packageNames(catalog)), gatherUser(sys)]);
    const [pci, smi, driver, modules, module] = await Promise.all([gatherPci(sys), gatherSmi(sys), gatherDriver(sys), gatherModules(sys), gatherModule(sys)]);
    const [secureBoot, library, toolkit, docker, podman] = await Promise.all([gatherSecureBoot(sys), gatherLibrary(sys), gatherToolkit(sys), gatherDocker(sys), gatherPodman(sys)]);
    const [buildx, cdi, selinux, cgroup, network, limits] = await Promise.all([gatherBuildx(sys), gatherCdi(sys), gatherSelinux(sys), gatherCgroup(sys), gatherNetwork(sys), gatherLimits(sys)]);
    const disks = await gatherDisks(sys, docker, podman);
    return { format: 1, user, system, kernel, packages, pci, smi, driver, modules, module, secureBoot, library, toolkit, docker, podman, buildx, cdi, selinux, cgroup, network, disks, limits, wsl: gatherWsl(kernel) };
};

;// CONCATENATED MODULE: ./lib/src/host/text.js

/** Text from outside for a terminal: no control characters, no line breaks, at most 300 characters. */
const plainText = (text) => text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 300);
const MARK = { ok: "ok", warn: "warn", fail: "FAIL", unknown: "?", skipped: "-" };
/** A fix that was printed already is named instead of printed again. */
const fixLines = (finding, printed) => {
    if (finding.fix.length === 0)
        return [];
    const key = finding.fix.join("\n");
    const earlier = printed.get(key);
    if (earlier !== undefined)
        return [`      fix: as for ${earlier}`];
    printed.set(key, finding.title);
    return ["      fix:", ...finding.fix.map((line) => `        ${line}`)];
};
const findingLines = (finding, width, printed) => {
    const head = `${MARK[finding.level].padEnd(4)}  ${finding.title.padEnd(width)}  ${plainText(finding.found)}`.trimEnd();
    if (finding.level === "ok" || finding.level === "skipped")
        return [head];
    return [head, ...(finding.why === "" ? [] : [`      ${plainText(finding.why)}`]), ...fixLines(finding, printed), `      source: ${finding.source}`];
};
const ORDER = [
    ["fail", (number) => `${number} failed`],
    ["warn", (number) => (0,units/* count */.U9)(number, "warning")],
    ["unknown", (number) => `${number} unknown`],
    ["skipped", (number) => `${number} skipped`],
    ["ok", (number) => `${number} ok`],
];
/** What a person reads: one line a finding, more where something is to be done, and the sums. */
const doctorText = (list) => {
    const width = Math.max(0, ...list.map((finding) => finding.title.length));
    const sums = ORDER.map(([level, text]) => ({ number: list.filter((finding) => finding.level === level).length, text })).filter(({ number }) => number > 0);
    const printed = new Map();
    return [...list.flatMap((finding) => findingLines(finding, width, printed)), "", sums.map(({ number, text }) => text(number)).join(", ")].join("\n");
};

// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(68851);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var session = __webpack_require__(73577);
;// CONCATENATED MODULE: ./lib/src/commands/doctor.js







/** What an image asks of a host, by its own manifest and labels; rejects with `image-missing`. */
const readWanted = async (sys, cell, options) => {
    const { to } = await (0,session/* openSession */.fA)(sys, options);
    const { labels, size } = await (0,publish_image/* readImage */.AM)(to, cell);
    const driver = labels[`${image_labels/* LABEL_PREFIX */.Ag}driver.minor-version`];
    return { name: cell, download: size, cuda: labels[`${image_labels/* LABEL_PREFIX */.Ag}cuda`] ?? "", ...(driver === undefined ? {} : { driver }) };
};
/** `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running, and how to mend it here. */
const doctor = async (sys, options = {}) => {
    const { cell, file, ...wanted } = options;
    const image = cell === undefined ? undefined : await readWanted(sys, cell, file === undefined ? {} : { file });
    const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
    const list = findings({ facts, catalog, wanted: { ...wanted, for: wanted.for ?? "run", ...(image === undefined ? {} : { image }) } });
    const exit = exitOf(list);
    return { text: doctorText(list), json: { exit, findings: list, facts }, exit };
};

;// CONCATENATED MODULE: ./lib/src/github/steps/doctor.js

/** Looks at the runner; the step fails when something keeps GPU containers from running here. */
const doctor_doctor = async ({ sys }) => {
    const { text, json, exit } = await sys.log.group("Looking at this runner", () => doctor(sys));
    sys.log.info(text);
    return { exit, outputs: { report: JSON.stringify(json) } };
};


/***/ })

};
