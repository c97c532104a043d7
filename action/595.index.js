export const id = 595;
export const ids = [595];
export const modules = {

/***/ 60590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SE: () => (/* binding */ decodeYaml),
/* harmony export */   nS: () => (/* binding */ examineYaml),
/* harmony export */   wx: () => (/* binding */ meant),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);



/** The choice that was most likely meant, or undefined when none is near. */
const meant = (written, choices) => {
    const list = [...choices];
    if (list.length === 0)
        return undefined;
    const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(written.toLowerCase(), list);
    return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(written.toLowerCase(), near) <= Math.min(Math.max(2, Math.floor(written.length / 3)), written.length - 1) ? near : undefined;
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
/** Longest value that is repeated in a message. */
const LONGEST_SHOWN = 80;
const foundText = (value) => {
    if (value === undefined || value === null || value === "")
        return "nothing";
    if (Array.isArray(value))
        return value.length === 0 ? "an empty list" : "a list";
    if (typeof value === "object")
        return "a map of keys and values";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
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
    if (issue.code === "invalid_key")
        return `A key in \`${dotted(issue.path.slice(0, -1))}\` must not be empty.`;
    if (issue.code === "invalid_type")
        return found === undefined ? `${name} is missing.` : expected(kindText(issue.expected));
    if (issue.code === "invalid_union") {
        if (found === undefined)
            return `${name} is missing.`;
        return expected([...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type)))].join(" or "));
    }
    return `${name} ${issue.message}; found ${foundText(found)}.`;
};
/** Of a union whose kind fits and whose content does not, the issues of the content: the list is right, an entry of it is not. */
const inner = (issue) => {
    if (issue.code !== "invalid_union")
        return [];
    const deeper = issue.errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? [];
    return deeper.map((found) => ({ ...found, path: [...issue.path, ...found.path] }));
};
const problemsOf = (issue, schema, yaml, hintFor) => {
    if (issue.code === "unrecognized_keys")
        return unknownKeys(issue, schema, yaml);
    const within = inner(issue);
    if (within.length > 0)
        return within.flatMap((found) => problemsOf(found, schema, yaml, hintFor));
    const found = valueAt(yaml.value, issue.path);
    const near = issue.code === "invalid_value" && typeof found === "string" ? meant(found, issue.values.map(String)) : undefined;
    const hint = near === undefined ? hintFor(issue.path) : `Did you mean: ${near}`;
    return [
        {
            code: issue.code !== "invalid_value" && found === undefined ? "missing-key" : "wrong-value",
            message: messageOf(issue, schema, yaml),
            place: yaml.place(issue.path),
            ...(hint === undefined ? {} : { hint }),
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
const examineYaml = (schema, yaml, hintFor = () => undefined) => {
    const result = schema.safeParse(yaml.value);
    if (result.success)
        return { data: result.data, problems: [] };
    const { issues } = result.error;
    const rest = schema.safeParse(withoutWrong(yaml.value, issues));
    return { ...(rest.success ? { data: rest.data } : {}), problems: issues.flatMap((issue) => problemsOf(issue, schema, yaml, hintFor)) };
};
/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
const decodeYaml = (schema, yaml) => {
    const { data, problems } = examineYaml(schema, yaml);
    const [first, ...more] = problems;
    if (first !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)(first, { more });
    return data;
};


/***/ }),

/***/ 39459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ imageFile),
/* harmony export */   CJ: () => (/* binding */ pythonsFile),
/* harmony export */   Fi: () => (/* binding */ newestFile),
/* harmony export */   K8: () => (/* binding */ gpusFile),
/* harmony export */   Pb: () => (/* binding */ indexesFile),
/* harmony export */   QA: () => (/* binding */ driversFile),
/* harmony export */   UE: () => (/* binding */ setsFile),
/* harmony export */   aG: () => (/* binding */ cudaFile),
/* harmony export */   "do": () => (/* binding */ trapsFile),
/* harmony export */   o_: () => (/* binding */ NAME),
/* harmony export */   q7: () => (/* binding */ libraryFile),
/* harmony export */   tR: () => (/* binding */ sourcesFile),
/* harmony export */   tk: () => (/* binding */ cudnnFile),
/* harmony export */   yU: () => (/* binding */ ubuntuFile)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);


// What the files of matrix/ look like. Every scalar arrives as text (see yaml.ts), so versions keep their digits.
const text = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1, "must not be empty");
const texts = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(text);
const version = text.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = text.regex(/^\d+\.\d+\.\d+$/, "must be a version of three numbers, such as 12.8.1");
const date = text.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = text.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = text.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
const code = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be words in lower case with hyphens");
const capability = text.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = text.regex(/^\d{3}$/, "must be a driver branch, such as 550").transform(Number);
const range = text.refine((value) => (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .validRange */ .Im)(value), "must be version ranges of PEP 440, such as >=12.4,<13");
/** `true` or `false`, as text; absent is false. */
const flag = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["true", "false"])
    .transform((value) => value === "true")
    .default(false);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = text.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["exact", "same-major"]);
/** A name of matrix/sources.yml or a text of its own. */
const source = text.meta({ description: "A name of matrix/sources.yml, or where a person can read the fact again" });
const release = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
    python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
    with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
    "wheel-cuda": wheelCuda.optional(),
    requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
    constraints: texts.default([]),
    index: name.optional().meta({ description: "A name of matrix/indexes.yml, when PyPI lacks the wheels" }),
    source,
});
const limit = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    code,
    message: text.meta({ description: "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's" }),
    hint: text.optional(),
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
const trap = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    code,
    message: text,
    hint: text.optional(),
    package: text.meta({ description: "The package that a lock must not hold; `*` for any" }),
    versions: range.optional(),
    cuda: range.optional(),
    python: range.optional(),
    "wheel-cuda": wheelCuda.optional(),
    missing: text.optional().meta({ description: "Counts only when the lock lacks this package" }),
    beside: text.optional().meta({ description: "Counts only when the lock also holds this package, with an optional range" }),
    source,
});
const architectures = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    package: text,
    cuda: range.optional(),
    versions: range.optional(),
    sm: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(capability),
    ptx: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(capability),
    source,
});
const driver = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ package: text, versions: range.optional(), driver: text, source });
/** matrix/libraries/<name>/library.yml */
const libraryFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    title: text,
    about: text,
    gpu: flag.meta({ description: "Whether its work needs a GPU" }),
    "brings-cudnn": flag.meta({ description: "Whether its wheels bring a cuDNN of their own" }),
    "uses-cudnn": flag.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
    needs: texts.default([]).meta({ description: "Libraries whose packages it brings along: they count as part of every set that holds it" }),
    imports: texts.min(1).meta({ description: "Names for the import check" }),
    ended: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ last: text, date, message: text, source }).optional(),
    releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(release).min(1).meta({ description: "What it asks of an index; the first entry that matches the cell counts" }),
    limits: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(limit).default([]).meta({ description: "Combinations that cannot be" }),
    traps: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(trap).default([]).meta({ description: "What a lock must not hold although the resolver was content" }),
    architectures: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(architectures).default([]).meta({ description: "GPU code that the wheels carry" }),
    drivers: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(driver).default([]).meta({ description: "Least Linux drivers that its makers name, where that is more than the wheels' CUDA asks" }),
});
/** matrix/cuda.yml; a folder of one's own may hold only `releases`. */
const cudaFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    "as-of": date.optional(),
    repository: text.optional(),
    flavors: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(name, texts).default({}),
    sources: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(name, text).default({}),
    wheels: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^\d+$/, "must be a CUDA major"), zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ exact: texts, "same-major": texts, marks: texts, runtime: text, source }))
        .default({}),
    never: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(version, text).default({}),
    releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(fullVersion, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        images: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([text, texts])),
        repository: text.optional(),
        cudnn: text.optional(),
        "end-of-life": date.optional(),
        digests: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, digest).default({}),
        sources: texts.min(1),
    }))
        .default({}),
    "stand-in": zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ repository: text, releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(fullVersion), images: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, texts), source: text }).optional(),
});
const ubuntuFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    tag: text,
    glibc: version,
    python: version,
    "pre-release-pythons": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(version, text).default({}),
    "end-of-life": date,
    snapshots: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ address: text.regex(/^https?:\/\/[A-Za-z0-9./_-]+[A-Za-z0-9]$/, "must be an address without a slash at its end"), suites: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(name).min(1), components: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(name).min(1), source })
        .optional()
        .meta({ description: "Dated copies of the release's apt archive: address/20261121T000000Z" }),
    source,
}));
const pythonsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ source, address: text, pythons: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(fullVersion, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ build: text, sha256 })) });
const cards = texts.default([]);
const gpusFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source,
    inferred: text,
    cards: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(capability, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ architecture: text, datacenter: cards, workstation: cards, geforce: cards, jetson: cards })),
});
const driversFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source,
    "minor-version": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, text),
    shipped: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(fullVersion, text),
    "require-branches": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(version, zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(branch)),
    "require-source": text,
    "branch-end": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, date),
    "branch-source": text,
    "last-branch-before-turing": text,
});
const cudnnFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source,
    "two-copies": text,
    rows: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ cudnn: range, cuda: range, driver: text, cards: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(capability) })),
});
const setsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    every: texts.default([]),
    sets: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(name, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ extends: text.optional(), libraries: texts })),
});
const indexesFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(name, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ url: text, packages: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(name).optional().meta({ description: "Only these packages are taken from it; without it, every package that it has" }), about: text, source }));
const trapsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(trap);
const sourcesFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(name, text);
const newestFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ "as-of": date, source, packages: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, text) });
const imageFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    apt: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(text.regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of an apt package")),
    uv: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ version: fullVersion, file: text, sha256, source }),
    "laid-last": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(text, zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([text, texts])).default({}),
});


/***/ }),

/***/ 13678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ readYaml)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
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
/** The parser's own words for what people write most often are hard to act on. */
const WORDS = {
    DUPLICATE_KEY: ["This key stands twice in one map.", "Keep one of the two, then run: dl-env plan"],
    TAB_AS_INDENT: ["This line is indented with a tab, which YAML does not allow.", "Indent with spaces, then run: dl-env plan"],
};
const syntaxProblem = (file, { code, message, linePos }) => {
    const at = linePos?.[0];
    // The parser repeats the position and shows the line after the first sentence.
    const sentence = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    const [told, hint] = WORDS[code] ?? [`This is not YAML: ${sentence}.`, "Check indentation, colons and quotes on this line, then run: dl-env plan"];
    return { code: "yaml-syntax", message: told, place: at === undefined ? { file } : { file, line: at.line, column: at.col }, hint };
};
/** After a tab the parser no longer knows which column is which; what it says of the rest is no help. */
const worthTelling = (errors) => {
    const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
    return tabs.length > 0 ? tabs : errors;
};
const parsed = (text, file) => {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe", lineCounter: lines });
    const [first, ...more] = worthTelling(document.errors).map((error) => syntaxProblem(file, error));
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return { document, lines };
};
/** The first alias without an anchor; where all have one, the first of all. */
const wrongAlias = (document) => {
    const aliases = [];
    (0,dist/* visit */.YR)(document, { Alias: (_, alias) => void aliases.push(alias) });
    const lost = aliases.find((alias) => alias.resolve(document) === undefined);
    return { alias: lost ?? aliases[0], lost: lost !== undefined };
};
/** A key that no object of JavaScript can have as its own like any other: it would be lost without a word. */
const refuseProto = ({ document, lines }, file) => (0,dist/* visit */.YR)(document, {
    Pair: (_index, { key }) => {
        if (!(0,dist/* isScalar */.jn)(key) || key.value !== "__proto__")
            return;
        const { line, col } = lines.linePos(key.range?.[0] ?? 0);
        throw (0,errors/* wrongRequest */.Tw)({ code: "yaml-syntax", message: "`__proto__` cannot be a key.", place: { file, line, column: col }, hint: "Take another name, then run: dl-env plan" });
    },
});
/** Aliases that stand for aliases can name more values than any memory holds; the parser refuses them only here. */
const yaml_valueOf = ({ document, lines }, file) => {
    try {
        return document.toJS();
    }
    catch (error) {
        const { alias, lost } = wrongAlias(document);
        const at = alias?.range ? lines.linePos(alias.range[0]) : undefined;
        const message = lost ? `There is no anchor \`&${alias?.source}\` before the alias \`*${alias?.source}\`.` : "The aliases in this YAML stand for more values than can be read.";
        throw (0,errors/* wrongRequest */.Tw)({ code: "yaml-syntax", message, place: at === undefined ? { file } : { file, line: at.line, column: at.col }, hint: "Write the value out, then run: dl-env plan" }, { cause: error });
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
    const wholeValue = () => {
        refuseProto(whole(), file);
        return yaml_valueOf(whole(), file);
    };
    return {
        file,
        value: readPlainYaml(text) ?? wholeValue(),
        place: (path) => placeOf(nodeAt(whole().document, path)),
        keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path)),
    };
};


/***/ }),

/***/ 95782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Je: () => (/* binding */ installCommand),
/* harmony export */   j_: () => (/* binding */ installWithApt)
/* harmony export */ });
/* unused harmony exports canInstall, installHint, installPodman */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

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

/***/ 65879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wS: () => (/* binding */ makeStandIn),
  yh: () => (/* binding */ standInLayout),
  QH: () => (/* binding */ standInTag)
});

// EXTERNAL MODULE: ./lib/src/image/labels.js
var labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/layer/blob.js + 1 modules
var blob = __webpack_require__(96181);
// EXTERNAL MODULE: ./lib/src/layer/entry.js
var entry = __webpack_require__(10692);
// EXTERNAL MODULE: ./lib/src/layer/ordered.js
var ordered = __webpack_require__(40221);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
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
var remembered = __webpack_require__(43055);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/layer/canonical.js
var canonical = __webpack_require__(82914);
// EXTERNAL MODULE: ./lib/src/layer/space.js
var space = __webpack_require__(38562);
// EXTERNAL MODULE: ./lib/src/engine/install.js
var install = __webpack_require__(95782);
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

/***/ 35101:
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
/** The labels of an image but for ORDER_LABEL. Always in the same order. */
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

/***/ 96181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ writeBlob)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/src/layer/gzip.js

/** Each block is deflated by itself, so the split is part of what decides the bytes: it must not depend on the machine. */
const BLOCK = 1 << 20;
/** How far back deflate looks; the end of one block is the dictionary of the next, so that blocks cost nothing in size. */
const WINDOW = 1 << 15;
const LEVEL = 6;
/** Copied as it is, five bytes more each 64 KiB. */
const STORED = 0;
/** Measured over wheels of CUDA 13: with four samples of 4 KiB, what is stored makes layers 0.2 % larger. See docs/decisions/0023-gzip.md. */
const SAMPLES = 4;
const SAMPLE = 4096;
const HARDLY_SMALLER = 0.99;
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
const deflated = (bytes, options) => new Promise((resolve, reject) => {
    (0,external_node_zlib_.deflateRaw)(bytes, options, (error, result) => (error === null ? resolve(result) : reject(error)));
});
/** Whether samples of a block hardly get smaller. GPU code is compressed already since CUDA 13; deflating it again takes as long as anything else. */
const isCompressed = async (block) => {
    if (block.length < BLOCK)
        return false;
    const samples = Array.from({ length: SAMPLES }, (_, at) => block.subarray((at * BLOCK) / SAMPLES, (at * BLOCK) / SAMPLES + SAMPLE));
    return (await deflated(Buffer.concat(samples), { level: 1 })).length > HARDLY_SMALLER * SAMPLES * SAMPLE;
};
const deflateBlock = async (block, dictionary) => {
    const level = (await isCompressed(block)) ? STORED : LEVEL;
    return deflated(block, { level, finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH, ...(dictionary === undefined ? {} : { dictionary }) });
};
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
        const pending = deflateBlock(block, dictionary);
        // Awaited later and in order; without this a failure of a later block would count as unhandled meanwhile.
        pending.catch(() => undefined);
        inFlight.push(pending);
        onBlock?.(block);
        dictionary = block.subarray(-WINDOW);
        if (inFlight.length < Math.max(1, parallel))
            continue;
        const first = inFlight.shift();
        if (first !== undefined)
            yield await first;
    }
    for (const pending of inFlight)
        yield await pending;
    yield LAST_BLOCK;
    yield trailer(crc, length);
}

// EXTERNAL MODULE: ./lib/src/layer/paths.js
var paths = __webpack_require__(84440);
// EXTERNAL MODULE: ./lib/src/layer/tar.js
var tar = __webpack_require__(38783);
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

/***/ 82914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ canonicalLayer),
/* harmony export */   n: () => (/* binding */ canonicalEntries)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _blob_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96181);
/* harmony import */ var _hardlinks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62506);
/* harmony import */ var _readTar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91314);




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
        const entries = canonicalEntries(await (0,_readTar_js__WEBPACK_IMPORTED_MODULE_2__/* .readTar */ .sB)(sys.files, tar, `${temp}/bodies`), epoch);
        return (await (0,_blob_js__WEBPACK_IMPORTED_MODULE_1__/* .writeBlob */ .Z)(sys, entries, file)).layer;
    }
    finally {
        await sys.files.remove(temp);
    }
};


/***/ }),

/***/ 10692:
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

/***/ 62506:
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

/***/ 40221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ ordered)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10692);


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

/***/ 84440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NA: () => (/* binding */ decodePaths),
/* harmony export */   mz: () => (/* binding */ PATH_HASH_DIGITS),
/* harmony export */   vH: () => (/* binding */ encodePaths)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);

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

/***/ 91314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sB: () => (/* binding */ readTar),
  Fb: () => (/* binding */ tarMembers),
  _J: () => (/* binding */ unzipped)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
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
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
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
const entryOf = (header, pax) => {
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
/** The entries of a plain tar, one after the other, in memory that does not grow with it. Rejects (`bad-tar`) when it is damaged or ends too early. */
async function* tarMembers(tar) {
    const reader = byteReader(tar);
    for (let next = await nextHeader(reader); next !== undefined; next = await nextHeader(reader)) {
        const entry = entryOf(next.header, next.pax);
        let got = 0;
        const body = async function* () {
            for await (const chunk of reader.stream(entry.size - got)) {
                got += chunk.length;
                yield chunk;
            }
        };
        yield { entry, body: body() };
        for await (const chunk of reader.stream(entry.size - got))
            got += chunk.length;
        if (got < entry.size)
            throw broken("it ends in the middle of a file");
        await reader.take((BLOCK - (entry.size % BLOCK)) % BLOCK);
    }
}
async function* spooled(tar, spool, entries) {
    let offset = 0;
    for await (const { entry, body } of tarMembers(tar)) {
        entries.push(entry.kind === "file" ? { ...entry, content: { kind: "file", path: spool, start: offset } } : entry);
        for await (const chunk of body) {
            offset += chunk.length;
            yield chunk;
        }
    }
}
/** A tar as it is, or the tar in a gzip or Zstandard stream. */
async function* unzipped(source) {
    const reader = byteReader(source);
    const first = Buffer.from(await reader.take(ZSTD.length));
    const all = async function* () {
        yield first;
        yield* reader.stream(Number.MAX_SAFE_INTEGER);
    };
    const begins = (magic) => magic.every((byte, index) => first[index] === byte);
    const unpack = begins(GZIP) ? (0,external_node_zlib_.createGunzip)() : begins(ZSTD) ? (0,external_node_zlib_.createZstdDecompress)() : undefined;
    yield* unpack === undefined ? all() : external_node_stream_.Readable.from(all()).compose(unpack);
}
/**
 * Reads a tar, compressed or plain: the bodies go one after another into `spool`, the entries are returned in the tar's order.
 * Rejects (`bad-tar`) when it is damaged or ends too early.
 */
const readTar = async (files, tar, spool) => {
    const entries = [];
    await files.write(spool, spooled(unzipped(files.read(tar)), spool, entries));
    return entries;
};


/***/ }),

/***/ 38562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ ensureSpace)
/* harmony export */ });
/* harmony import */ var _diskFull_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25080);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);
/* harmony import */ var _report_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58578);



/** Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes. */
const ensureSpace = async (files, folder, needed, what) => {
    const free = await files.freeBytes(folder);
    if (free >= needed)
        return;
    const there = (0,_diskFull_js__WEBPACK_IMPORTED_MODULE_0__/* .lasting */ .nS)(folder);
    // Layers are made in the cache folder, and only that can be moved by a variable.
    const elsewhere = there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({
        code: "disk-full",
        message: `${what} needs about ${(0,_report_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(needed)} of free space in ${there}, and there are ${(0,_report_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(free)}.`,
        hint: `${elsewhere}${elsewhere === "" ? "Make" : "Or make"} room, then type the command again; how full it is: df -h ${there}`,
    });
};


/***/ }),

/***/ 38783:
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

/***/ 3040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $q: () => (/* binding */ checkPins),
/* harmony export */   WT: () => (/* binding */ checkDestinations),
/* harmony export */   br: () => (/* binding */ checkDestination),
/* harmony export */   nZ: () => (/* binding */ pinOf),
/* harmony export */   tK: () => (/* binding */ normalName)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);

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
const REPOSITORY = /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;
/** A name without a slash: Docker Hub has such repositories for its own images only, so a folder or a whole name was meant. */
const single = (name) => {
    if (name === "oci")
        return { message: "names no folder", hint: "Did you mean: oci:./images" };
    if (/[.:]/.test(name) || name === "localhost")
        return { message: "names a registry without a repository", hint: `Write for example ${name}/you/images` };
    return { message: "is neither oci:DIR nor a repository with its owner", hint: `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? Write one of: oci:${name} docker.io/you/${name}` };
};
const destinationProblem = (name) => {
    if (name.startsWith("oci:")) {
        if (name.startsWith("oci:~"))
            return { message: "begins with `~`, which only shells know, and not here", hint: `Write the folder out, for example oci:./${name.slice("oci:~".length).replace(/^[^/]*\/*/, "") || "images"}` };
        if (name.trim() === "oci:")
            return { message: "names no folder after `oci:`", hint: "Write for example oci:./images" };
        return undefined;
    }
    if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name))
        return single(name);
    if (REPOSITORY.test(name))
        return undefined;
    if (name.startsWith("./") || name.startsWith("/") || name.startsWith("../") || name.startsWith("~"))
        return { message: "is a path; a folder is written with `oci:` before it", hint: `Did you mean: oci:${name}` };
    if (/^[a-z]+:\/\//i.test(name))
        return { message: "must not have a scheme", hint: `Write ${name.replace(/^[a-z]+:\/\//i, "")}` };
    const last = name.slice(name.lastIndexOf("/") + 1);
    if (/[:@]/.test(last))
        return { message: "must not hold a tag or a digest; tags are derived from the cells", hint: `Write ${name.replace(/[:@][^/]*$/, "")}` };
    if (name !== name.toLowerCase())
        return { message: "must be in lower case", hint: `Write ${name.toLowerCase()}` };
    return { message: "is neither oci:DIR nor a registry's repository", hint: "Write for example oci:./images or docker.io/you/dl-env" };
};
/** What is wrong with one destination, with which the message begins; empty when nothing is. */
const checkDestination = (subject, name, place) => {
    const problem = destinationProblem(name);
    return problem === undefined ? [] : [{ code: "wrong-destination", message: `${subject} ${problem.message}; found \`${name}\`.`, place, hint: problem.hint }];
};
/** `to` and `store` that name nothing that could be written. */
const checkDestinations = (request, yaml) => ["to", "store"].flatMap((key) => {
    const name = request[key];
    return name === undefined ? [] : checkDestination(`\`${key}\``, name, yaml.place([key]));
});


/***/ }),

/***/ 68851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $0: () => (/* binding */ noImage),
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   PN: () => (/* binding */ keepStandInHere),
/* harmony export */   WG: () => (/* binding */ isStandIn)
/* harmony export */ });
/* unused harmony exports tagIsSet, tagImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _image_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35101);
/* harmony import */ var _registry_layoutIndex_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7850);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);




/** The error for an image that is not there. */
const noImage = (to, reference) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "image-missing", message: `${to.name} has no image ${reference}.`, hint: "An image has its tag when it was built, tested and promoted. Type: dl-env build && dl-env smoke && dl-env promote" });
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

/***/ 32574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gD: () => (/* binding */ findCredentials),
/* harmony export */   mj: () => (/* binding */ authFiles)
/* harmony export */ });
/* unused harmony export keysFor */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);



const Entry = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auth: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    password: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    identitytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    registrytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const AuthFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auths: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Entry).optional(),
    credHelpers: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    credsStore: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const HelperAnswer = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ Username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Secret: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";
/**
 * Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE alone when it is set (as podman does),
 * else docker's config.json, then podman's auth.json of this login session, then the one that stays.
 */
const authFiles = (env) => {
    const only = env.get("REGISTRY_AUTH_FILE");
    if (only !== undefined && only !== "")
        return [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(only) ? only : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.cwd, only)];
    const docker = env.get("DOCKER_CONFIG") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".docker");
    const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
    const settings = env.get("XDG_CONFIG_HOME") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".config");
    return [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(docker, "config.json"), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(runtime, "containers", "auth.json"), `/run/containers/${env.uid}/auth.json`, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(settings, "containers", "auth.json")];
};
const readAuthFile = async (sources, file) => {
    const text = await sources.files.readText(file);
    if (text === undefined || text.trim() === "")
        return undefined;
    const broken = () => 
    // The cause is left out: a parser's message quotes the text, and the text holds secrets.
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "wrong-auth-file", message: `The credentials in ${file} cannot be read: it is not the JSON that docker and podman write.`, place: { file }, hint: `Move it away and log in again: mv ${file} ${file}.old` });
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
const helperFailed = (program, why) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "credential-helper-failed", message: `The credential helper ${program} failed: ${why}.`, hint: `Ask it yourself: echo ${HUB_KEY} | ${program} get` });
/** Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on standard output, nothing is in argv. */
const askHelper = async (sources, name, server) => {
    const program = `docker-credential-${name}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "wrong-auth-file", message: "The name of a credential helper in the credentials file is not a program's name.", hint: "Look at credsStore and credHelpers in: ~/.docker/config.json" });
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


/***/ }),

/***/ 57410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   H2: () => (/* binding */ checkDigest),
/* harmony export */   Vh: () => (/* binding */ readJson),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);


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

/***/ 56023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback),
/* harmony export */   X: () => (/* binding */ endpointOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

const hostOnly = (host) => (host.startsWith("[") ? host.slice(1, host.indexOf("]")) : (host.split(":", 1)[0] ?? host));
/** Whether a host with port is this machine itself. */
const isLoopback = (host) => {
    const name = hostOnly(host).toLowerCase();
    return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
};
const readMirror = (key, value) => {
    const match = /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(value);
    if (match?.[2] === undefined || (match[3] ?? "").split("/").includes("..")) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "wrong-mirror", message: `The mirror of ${key} is not a host or an address.`, hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }` });
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


/***/ }),

/***/ 69824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ layoutRepository),
/* harmony export */   nD: () => (/* binding */ blobPath),
/* harmony export */   nW: () => (/* binding */ isLayout)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _diskFull_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25080);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57410);
/* harmony import */ var _layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7850);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(96849);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25418);







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
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "layout-denied", message: `The folder of ${name} cannot be read or written by this user.`, ...placed(place), hint: `Look who owns it: ls -ld ${dir}` }, { cause: error });
        case "ENOENT":
            // Only a folder that cannot be made: a file that is not there is no error here.
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "layout-denied", message: `No folder can be made for ${name}.`, ...placed(place), hint: `Name another place, such as to: oci:./images; what is there: ls -ld ${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(dir)}` }, { cause: error });
        case "ENOTDIR":
        case "EEXIST":
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is not a folder, or lies below something that is none.`, ...placed(place), hint: `Look at it: ls -ld ${dir}` }, { cause: error });
        case "ENOSPC":
        case "EDQUOT":
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .HB)({ code: "disk-full", message: `The disk that holds ${name} is full.`, hint: `Make room, then type the command again; what is there: df -h ${dir}` }, { cause: error });
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
        const value = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readJson */ .Vh)(marker);
        if (typeof value === "object" && value !== null && "imageLayoutVersion" in value && value.imageLayoutVersion === "1.0.0")
            return true;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is an image layout of a version that is not known here.`, ...placed(place), hint: `Look at it: cat ${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(dir, MARKER)}` });
    }
    const stat = await files.stat(dir);
    if (stat === undefined)
        return false;
    if (stat.kind === "file" || stat.kind === "other")
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is a file, not a folder.`, ...placed(place), hint: `Name another folder, or move it away: mv ${dir} ${dir}.old` });
    // Lock and half-written marker of another process that is just beginning do not count.
    const others = (await files.list(dir)).filter((entry) => entry !== `${_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .INDEX_FILE */ .K$}.lock` && !entry.startsWith(MARKER) && entry !== "blobs");
    if (others.length === 0)
        return false;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({ code: "not-a-layout", message: `${name} is a folder with other things in it, not an image layout.`, ...placed(place), hint: `Name an empty or new folder; what is in it: ls ${dir}` });
};
const index = async (context) => ((await exists(context)) ? (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .readIndex */ .vY)(context.files, context.dir, context.name) : { manifests: [] });
/** Made, or found and rid of what interrupted runs left half-written in it. */
const begin = async (context) => {
    if (await exists(context)) {
        context.swept ??= context.files.sweep((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context.dir, "blobs", "sha256"));
        await context.swept;
        return;
    }
    await context.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context.dir, MARKER), MARKER_TEXT, 0o644);
};
const digestFor = async (context, reference) => {
    if ((0,_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(reference))
        return reference;
    return (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .tagged */ .VK)(await index(context), reference)?.digest;
};
const getManifest = async (context, reference) => {
    const entry = (0,_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(reference) ? undefined : (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .tagged */ .VK)(await index(context), reference);
    const digest = (0,_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(reference) ? reference : entry?.digest;
    if (digest === undefined)
        return undefined;
    const bytes = await context.files.readBytes(blobPath(context.dir, digest));
    if (bytes === undefined)
        return undefined;
    (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .checkDigest */ .H2)(bytes, digest, context.name);
    const value = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readJson */ .Vh)(bytes);
    const own = typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string" ? value.mediaType : undefined;
    return { digest, bytes, mediaType: own ?? entry?.mediaType ?? _repository_js__WEBPACK_IMPORTED_MODULE_6__/* .OCI_MANIFEST */ .EG };
};
const hasBlob = async ({ files, dir }, digest) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(digest) && (await files.stat(blobPath(dir, digest)))?.kind === "file";
async function* readBlob(context, digest) {
    if (!(await hasBlob(context, digest))) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .HB)({ code: "blob-missing", message: `${context.name} has no blob ${digest}.`, hint: `Something was removed from it; make it anew: dl-env build` });
    }
    yield* (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(context.files.read(blobPath(context.dir, digest)), digest, context.name);
}
/** Whether a file of this machine became the blob as it is: then no byte was copied. */
const tookFile = async ({ files }, { file, size }, path) => {
    if (file === undefined || (await files.stat(file))?.size !== size)
        return false;
    await files.chmod(file, 0o644);
    return files.hardLink(file, path);
};
const writeBlob = async (context, source) => {
    if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .isDigest */ .Bc)(source.digest))
        throw new TypeError(`not a digest: ${source.digest}`);
    await begin(context);
    if (await hasBlob(context, source.digest))
        return false;
    const path = blobPath(context.dir, source.digest);
    if (await tookFile(context, source, path)) {
        context.traffic.sent += source.size;
        return true;
    }
    const free = await context.files.freeBytes(context.dir);
    if (free < source.size)
        throw (0,_diskFull_js__WEBPACK_IMPORTED_MODULE_1__/* .diskFull */ .xg)(path, source.size, free);
    // Written beside its place and renamed: nobody sees half a blob, and writers of the same blob do not disturb each other.
    await context.files.write(path, (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(source.open(), source.digest, "what was to be stored", source.size), 0o644);
    context.traffic.sent += source.size;
    return true;
};
const putManifest = async (context, { bytes, mediaType }, tag, annotations) => {
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(bytes);
    await writeBlob(context, { digest, size: bytes.byteLength, open: async function* () { yield bytes; } });
    if (tag === undefined)
        return digest;
    await context.putEntry({ mediaType, digest, size: bytes.byteLength, annotations: { ...annotations, [_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .REF_NAME */ .w5]: tag } });
    return digest;
};
/** An OCI image layout folder as a repository. It is made by the first write; reading one that is not there finds nothing. */
const layoutRepository = (sys, dir, place) => {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(dir) ? dir : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sys.env.cwd, dir);
    const traffic = { requests: 0, sent: 0, received: 0 };
    const name = `oci:${dir}`;
    const context = { files: sys.files, dir: absolute, name, place, traffic, putEntry: (0,_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .makeIndexWriter */ .qf)(sys.files, absolute, name) };
    const guard = (work) => guarded(context, work);
    return {
        name,
        kind: "layout",
        local: true,
        dir: absolute,
        traffic,
        tags: () => guard(async () => (await index(context)).manifests.flatMap((entry) => entry.annotations?.[_layoutIndex_js__WEBPACK_IMPORTED_MODULE_4__/* .REF_NAME */ .w5] ?? []).sort()),
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57410);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25418);





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
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57410);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25418);




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

/***/ 96849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   aR: () => (/* binding */ repositoryName)
/* harmony export */ });
/* unused harmony exports isTag, printReference */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

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

/***/ 25418:
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

/***/ 12806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ pauseBefore),
/* harmony export */   Zr: () => (/* binding */ persist),
/* harmony export */   d$: () => (/* binding */ isNetworkFault),
/* harmony export */   dX: () => (/* binding */ LONGEST_WAIT),
/* harmony export */   rp: () => (/* binding */ refusalStatus)
/* harmony export */ });
/* unused harmony exports RETRIES, retryAfter */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

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
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz)
        return error.code === "network" && !(error.cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz);
    if (!(error instanceof Error))
        return false;
    const code = "code" in error ? String(error.code) : "";
    return /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code) || (error.cause !== undefined && isNetworkFault(error.cause));
};
const refusalOf = (error) => {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz) || typeof error.cause !== "object" || error.cause === null)
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


/***/ }),

/***/ 73577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ab: () => (/* binding */ STAND_IN_REPOSITORY),
  MS: () => (/* binding */ lockFolder),
  fA: () => (/* binding */ openSession),
  MC: () => (/* binding */ sessionOf)
});

// UNUSED EXPORTS: sessionWith

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
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
        needs: file.needs,
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

// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
;// CONCATENATED MODULE: ./lib/src/catalog/names.js

const problemOf = ({ kind, name, known, place: at }) => {
    const near = (0,decode/* meant */.wx)(name, known);
    const place = at();
    return {
        code: "unknown-name",
        message: `There is no ${kind} \`${name}\`; the catalog has ${(0,decode/* oneOf */.yL)(known)}.`,
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
    const needs = value.value.needs.map((name, index) => ({ kind: "library", name, known: libraries, place: () => yaml.place(["needs", index]) }));
    return [...needs, ...withs("releases"), ...withs("limits"), ...without, ...named];
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
    ...(release.snapshots === undefined ? {} : { snapshots: release.snapshots }),
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

// EXTERNAL MODULE: ./lib/src/catalog/format.js
var format = __webpack_require__(39459);
// EXTERNAL MODULE: ./lib/src/catalog/yaml.js + 1 modules
var catalog_yaml = __webpack_require__(13678);
;// CONCATENATED MODULE: ./lib/src/catalog/folder.js




const FILES = {
    cuda: format/* cudaFile */.aG,
    ubuntu: format/* ubuntuFile */.yU,
    pythons: format/* pythonsFile */.CJ,
    gpus: format/* gpusFile */.K8,
    drivers: format/* driversFile */.QA,
    cudnn: format/* cudnnFile */.tk,
    sets: format/* setsFile */.UE,
    indexes: format/* indexesFile */.Pb,
    traps: format/* trapsFile */["do"],
    sources: format/* sourcesFile */.tR,
    newest: format/* newestFile */.Fi,
    image: format/* imageFile */.Ap,
};
const readFile = async (system, path, schema) => {
    const text = await system.files.readText(path);
    if (text === undefined)
        return undefined;
    const yaml = (0,catalog_yaml/* readYaml */.g)(text, path);
    return { value: (0,decode/* decodeYaml */.SE)(schema, yaml), yaml };
};
const problemsOf = (error) => {
    if (!(error instanceof errors/* DlEnvError */.Oz))
        throw error;
    const { code, message, place, hint, more } = error;
    return [{ code, message, ...(place === undefined ? {} : { place }), ...(hint === undefined ? {} : { hint }) }, ...more];
};
/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const folder_all = async (work) => {
    const settled = await Promise.allSettled(work);
    const [first, ...more] = settled.flatMap((result) => (result.status === "rejected" ? problemsOf(result.reason) : []));
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
};
const checkName = (root, name) => {
    if (format/* NAME */.o_.test(name))
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
        const decoded = await readFile(system, `${folder}/library.yml`, format/* libraryFile */.q7);
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
 * `place` is where the folder is named. Throws DlEnvError(2) with file:line:column of every mistake.
 */
const loadCatalog = async (system, extraFolder, place) => {
    const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
    if (extraFolder === undefined)
        return assemble([await builtIn]);
    const folder = joined(system.env.cwd, extraFolder);
    if ((await system.files.stat(folder))?.kind !== "directory") {
        void builtIn.catch(() => undefined);
        throw (0,errors/* wrongRequest */.Tw)({
            code: "catalog-missing",
            message: `There is no folder ${extraFolder} to read libraries and releases from.`,
            ...(place === undefined ? {} : { place }),
            hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`,
        });
    }
    const own = await readFolder(system, folder);
    if (own.libraries.size === 0 && Object.keys(own).length === 2) {
        void builtIn.catch(() => undefined);
        throw (0,errors/* wrongRequest */.Tw)({
            code: "catalog-missing",
            message: `The folder ${extraFolder} holds no libraries and no releases.`,
            ...(place === undefined ? {} : { place }),
            hint: `A library is a folder with a library.yml: mkdir -p ${extraFolder}/libraries/mine`,
        });
    }
    return assemble([await builtIn, own]);
};

// EXTERNAL MODULE: ./lib/src/matrix/checkValues.js
var checkValues = __webpack_require__(3040);
;// CONCATENATED MODULE: ./lib/src/matrix/hints.js
/** The smallest dl-env.yml, as a line to type. */
const SMALLEST = "Write one; the smallest is: printf 'to: oci:./images\\nmatrix:\\n  cuda: [\"12.8\"]\\n  ubuntu: [\"24.04\"]\\n' > dl-env.yml";
/** What each key may look like, in one line. */
const EXAMPLES = {
    to: "to: oci:./images",
    store: "store: registry.example/team/dl-env-layers",
    engine: "engine: auto",
    build: "build: link",
    matrix: 'matrix: { cuda: ["12.8"], ubuntu: ["24.04"] }',
    "matrix.cuda": 'cuda: ["12.8", "13.0"]',
    "matrix.ubuntu": 'ubuntu: ["22.04", "24.04"]',
    "matrix.python": 'python: [ubuntu, "3.12"]',
    "matrix.flavor": "flavor: [base]",
    "matrix.set": "set: [base, torch]",
    include: 'include: [{ cuda: "12.4", set: torch }]',
    exclude: 'exclude: [{ cuda: "12.4", set: torch }]',
    default: 'default: { cuda: "12.8", ubuntu: "24.04", set: torch }',
    pins: 'pins: { torch: "==2.10.0" }',
    sets: "sets: { mine: [numpy, torch] }",
    mirrors: "mirrors: { docker.io: mirror.example }",
    catalog: "catalog: ./my-matrix",
    smoke: "smoke: { require: cpu }",
    apt: "apt: { maxAge: 7 }",
    cudnn: "cudnn: wheels",
    "wheel-cuda": "wheel-cuda: exact",
    sudo: "sudo: false",
};
/** An example of the nearest key above a path of dl-env.yml. */
const exampleFor = (path) => {
    for (let length = path.length; length > 0; length -= 1) {
        const example = EXAMPLES[path.slice(0, length).map(String).join(".")];
        if (example !== undefined)
            return `Write for example: ${example}`;
    }
    return path.length === 0 ? SMALLEST : undefined;
};

;// CONCATENATED MODULE: ./lib/src/readRequest.js


/** Bytes; a request that names every axis of the catalog has a few thousand. */
const LARGEST = 4_000_000;
const tooLarge = (file) => (0,errors/* wrongRequest */.Tw)({ code: "request-too-large", message: `This file is larger than ${LARGEST / 1_000_000} MB, which no request is.`, place: { file }, hint: `Name the request itself: --file dl-env.yml; what this one is: ls -l ${file}` });
/** No more than LARGEST bytes, from a file or whatever else can be read. */
const readBytes = async (files, file) => {
    const parts = [];
    let size = 0;
    for await (const part of files.read(file)) {
        size += part.length;
        if (size > LARGEST)
            throw tooLarge(file);
        parts.push(part);
    }
    return Buffer.concat(parts);
};
/** The first line, from 1, that is no UTF-8. */
const brokenLine = (bytes) => {
    let line = 1;
    for (let start = 0; start < bytes.length; line += 1) {
        const end = bytes.indexOf(10, start);
        const stop = end === -1 ? bytes.length : end + 1;
        try {
            new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
        }
        catch {
            return line;
        }
        start = stop;
    }
    return line;
};
const textOf = (bytes, file) => {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch (error) {
        const line = brokenLine(bytes);
        throw (0,errors/* wrongRequest */.Tw)({ code: "not-utf8", message: "This line is not UTF-8 text.", place: { file, line }, hint: `See in which encoding it is, then save it as UTF-8: file ${file}` }, { cause: error });
    }
};
/** The text of dl-env.yml. Throws DlEnvError(2): `no-request`, `request-too-large`, `not-utf8`. */
const readRequest = async (files, file) => {
    const found = await files.stat(file);
    if (found === undefined)
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: `There is no file ${file}.`, hint: SMALLEST });
    if (found.kind === "directory")
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: `${file} is a folder, where a request is needed.`, hint: `Name the file in it: --file ${file.replace(/\/+$/, "")}/dl-env.yml` });
    try {
        return textOf(await readBytes(files, file), file);
    }
    catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
            throw error;
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: `${file} is a link to nothing.`, hint: `See where it leads: readlink ${file}` }, { cause: error });
    }
};

// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(65879);
;// CONCATENATED MODULE: ./lib/src/matrix/checkMirrors.js
/** `[http[s]://]host[:port][/path]`, with a name and a password where an index wants them. */
const ADDRESS = /^(?:https?:\/\/(?:[^\s/@]+@)?)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** A host or an address prefix, as `mirrors` names what is asked elsewhere. */
const PREFIX = /^(?:https?:\/\/)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** Mirrors that are no addresses; the values are not repeated, since they may hold a password. */
const checkMirrors = (mirrors, yaml) => Object.entries(mirrors).flatMap(([key, value]) => {
    if (!PREFIX.test(key))
        return [{ code: "wrong-mirror", message: "The left side of a mirror is a host, or the beginning of an address.", place: yaml.keyPlace(["mirrors", key]), hint: "Write for example mirrors: { docker.io: mirror.example }" }];
    if (ADDRESS.test(value))
        return [];
    return [{ code: "wrong-mirror", message: `The mirror of ${key} is not a host or an address.`, place: yaml.place(["mirrors", key]), hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }` }];
});

// EXTERNAL MODULE: ./lib/src/matrix/request.js
var matrix_request = __webpack_require__(80699);
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
    const near = (0,decode/* meant */.wx)(name, known) ?? (name === "" ? undefined : known.find((other) => other.startsWith(name)));
    return {
        code: `unknown-${kind.replaceAll(" ", "-").toLowerCase()}`,
        message: `There is no ${kind} \`${name}\`; there are ${(0,decode/* oneOf */.yL)(known, 30)}.`,
        hint: near === undefined ? `Write one of: ${(0,decode/* oneOf */.yL)(known, 30)}` : `Did you mean: ${near}`,
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
    if (/^\d+$/.test(value)) {
        const minors = [...new Set(known.cuda.filter((version) => (0,versions/* isUnder */.Jo)(version, value)).map(versions/* minorOf */.Hs))];
        const which = minors.length === 0 ? neighbours(value, known.cuda.map(versions/* minorOf */.Hs)) : minors;
        return { code: "wrong-value", message: `A CUDA release is written x.y or x.y.z; \`${value}\` could be any of them.`, hint: `Write one of: ${(0,decode/* oneOf */.yL)(which.map((minor) => `"${minor}"`))}` };
    }
    if (!/^\d+\.\d+(\.\d+)?$/.test(value)) {
        return { code: "wrong-value", message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`, hint: `Write for example cuda: ["${(0,versions/* minorOf */.Hs)(known.cuda.at(-1) ?? "12.8")}"]` };
    }
    if (known.cuda.some((version) => (0,versions/* isUnder */.Jo)(version, value)))
        return undefined;
    const siblings = known.cuda.filter((version) => (0,versions/* isUnder */.Jo)(version, (0,versions/* minorOf */.Hs)(value)));
    const near = siblings.length > 0 ? siblings : neighbours(value, known.cuda.map(versions/* minorOf */.Hs));
    const why = known.never[(0,versions/* minorOf */.Hs)(value)] ?? `There is no CUDA ${value} in the catalog.`;
    return { code: "unknown-cuda", message: why, hint: `Did you mean: ${(0,decode/* oneOf */.yL)(near.slice(-2))}` };
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
const setName = (name) => {
    if (name === "latest")
        return { message: "No set can be named `latest`: that is the tag of the cell that `default` names.", hint: "Write another name, such as mine" };
    if (format/* NAME */.o_.test(name))
        return undefined;
    return { message: `A set's name is the first part of tags: lower case, digits and hyphens; found \`${name}\`.`, hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}` };
};
const setNameProblem = (name, yaml) => {
    const problem = setName(name);
    return problem === undefined ? [] : [{ code: "wrong-value", ...problem, place: yaml.keyPlace(["sets", name]) }];
};
const checkNames_inSets = (request, known, yaml) => Object.entries(request.sets).flatMap(([name, libraries]) => [
    ...setNameProblem(name, yaml),
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

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/matrix/requestFormat.js

// What dl-env.yml looks like. Every scalar arrives as text, so 3.10 stays 3.10; names and versions are checked against the catalog later.
const requestFormat_text = schemas/* string */.YjP().min(1, "must not be empty");
const oneOrMore = schemas/* union */.KCZ([requestFormat_text, schemas/* array */.YOg(requestFormat_text).min(1, "must not be empty")])
    .transform((value) => (typeof value === "string" ? [value] : value));
const flag = schemas/* enum */.k5n(["true", "false"])
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
    apt: schemas/* strictObject */.rej({ maxAge: days.prefault("7").meta({ description: "Days after which apt packages are taken as of a newer date: a new system layer" }) }).prefault({}),
    cudnn: schemas/* enum */.k5n(["wheels", "system"]).default("wheels").meta({ description: "`system`: the cuDNN of a cudnn-* flavor is the one that counts" }),
    "wheel-cuda": schemas/* enum */.k5n(["exact", "same-major"]).default("exact").meta({ description: "`same-major`: wheels of an older CUDA of the same major will do" }),
    sudo: flag.meta({ description: "Whether the image's user may use sudo" }),
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
    apt: { maxAgeDays: file.apt.maxAge },
    cudnn: file.cudnn,
    wheelCuda: file["wheel-cuda"],
    sudo: file.sudo,
    places: placesOf(yaml),
});
const isEmpty = (value) => value === null || value === undefined || value === "" || value === "null" || value === "~";
const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
/**
 * dl-env.yml as a request: defaults filled in, names checked against the catalog. `tolerant` leaves the names unchecked,
 * for a first look at `catalog`. Throws DlEnvError(2) whose `more` has the further problems, each with file:line:column.
 */
const decodeRequest = (text, file, catalog, options = {}) => {
    const yaml = (0,catalog_yaml/* readYaml */.g)(text, file);
    if (isEmpty(yaml.value))
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-request", message: "There is nothing in this file.", place: { file, line: 1, column: 1 }, hint: SMALLEST });
    const { data: request, problems } = (0,decode/* examineYaml */.nS)(requestFile, yaml, exampleFor);
    const named = request === undefined || options.tolerant === true ? [] : [...checkNames(request, yaml, catalog), ...(0,checkValues/* checkPins */.$q)(request.pins, yaml), ...(0,checkValues/* checkDestinations */.WT)(request, yaml), ...checkMirrors(request.mirrors, yaml)];
    const [first, ...more] = [...problems, ...named].sort(byPlace);
    if (first !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(first, { more });
    if (request === undefined)
        throw new Error(`${file} was neither decoded nor refused`);
    return requestOf(request, yaml);
};

// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/endpoint.js
var registry_endpoint = __webpack_require__(56023);
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
    const safe = url.protocol === "https:" || (url.protocol === "http:" && ((0,registry_endpoint/* isLoopback */.U)(url.host) || url.origin === endpoint.origin));
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
var registry_reference = __webpack_require__(96849);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
// EXTERNAL MODULE: ./lib/src/registry/retry.js
var retry = __webpack_require__(12806);
// EXTERNAL MODULE: ./lib/src/secrets/address.js
var address = __webpack_require__(57224);
// EXTERNAL MODULE: ./lib/src/secrets/mask.js + 1 modules
var mask = __webpack_require__(28865);
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

// EXTERNAL MODULE: ./lib/src/registry/credentials.js
var registry_credentials = __webpack_require__(32574);
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
        credentials ??= (0,registry_credentials/* findCredentials */.gD)(context.sys, context.endpoint.host, context.endpoint.repository).then((found) => {
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
    const later = wait > retry/* LONGEST_WAIT */.dX ? ` It asks to come back in ${Math.ceil(wait / 60_000)} minutes.` : "";
    const cause = { status: refusal.status, ...(refusal.code === undefined ? {} : { code: refusal.code }), ...(refusal.detail === undefined ? {} : { detail: secrets.hide(refusal.detail) }) };
    return (0,errors/* unreachable */.HB)({ code: told.code, message: secrets.hide(`${told.sentence} (${said}).${later}`), hint: told.hint }, { cause });
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
    const downgraded = url.protocol === "http:" && new URL(from).protocol === "https:" && !(0,registry_endpoint/* isLoopback */.U)(url.host);
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
        if (!(0,retry/* isNetworkFault */.d$)(error))
            throw error;
        return { error };
    }
};
const pauseAfter = (outcome, next, safe, now) => {
    if ("error" in outcome)
        return (0,retry/* pauseBefore */.GB)(next, { network: true }, safe, now);
    const { status, headers } = outcome.response;
    return (0,retry/* pauseBefore */.GB)(next, { status, retryAfter: headers["retry-after"] }, safe, now);
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
    // What the log does not know it might print when an engine or a tool repeats it.
    const secrets = (0,mask/* makeSecrets */.s)([], (secret) => sys.log?.hide?.(secret));
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
            throw error instanceof errors/* DlEnvError */.Oz ? error : badRedirect(endpoint, `cannot be read (${(0,address/* safeUrl */.P)(base)})`);
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
            const pause = (0,retry/* isNetworkFault */.d$)(error) ? (0,retry/* pauseBefore */.GB)(failures + 1, { network: true }, true, transport.clock.now()) : undefined;
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
    const status = (0,retry/* refusalStatus */.rp)(error);
    return status !== undefined && [400, 404, 405, 411, 413, 415, 416, 501].includes(status);
};
/** Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob, as the table of retries says. */
const uploadBlob = async (transport, repository, source, chunk = CHUNK) => {
    const upload = { transport, repository, source };
    await (0,retry/* persist */.Zr)(transport.clock, ["network", "server", "race"], async () => {
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
            const pause = (0,retry/* isNetworkFault */.d$)(error) ? (0,retry/* pauseBefore */.GB)(failures + 1, { network: true }, true, clock.now()) : undefined;
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
        putManifest: (manifest, tag) => (0,retry/* persist */.Zr)(sys.clock, ["race"], () => put(context, manifest, tag)),
    };
};

// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(69824);
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
        const repository = reference.kind === "layout" ? (0,layout/* layoutRepository */.$_)(sys, reference.dir, place) : registryRepository(sys, (0,registry_endpoint/* endpointOf */.X)(reference, options.mirrors ?? {}), name);
        opened.set(name, repository);
        return repository;
    };
};

;// CONCATENATED MODULE: ./lib/src/session.js







/** Name of the repository under which the catalog lists the stand-in. */
const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";
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
/** A mirror that the client of registries refuses stands in a line of dl-env.yml. */
const withMirrorPlace = (open, { mirrors, places }) => (name, place) => {
    try {
        return open(name, place);
    }
    catch (error) {
        const key = error instanceof errors/* DlEnvError */.Oz && error.code === "wrong-mirror" ? Object.keys(mirrors).find((one) => error.message.includes(` ${one.replace(/^https?:\/\//, "").replace(/\/+$/, "")} `)) : undefined;
        const at = key === undefined ? undefined : places[`mirrors.${key}`];
        if (!(error instanceof errors/* DlEnvError */.Oz) || at === undefined)
            throw error;
        throw (0,errors/* wrongRequest */.Tw)({ code: error.code, message: error.message, place: at, ...(error.hint === undefined ? {} : { hint: error.hint }) }, { cause: error });
    }
};
/** Folder of committed locks. */
const lockFolder = ({ folder, options }) => options.handed?.locks ?? `${folder}/locks`;
const catalogFor = async (sys, { text, file }) => {
    const builtIn = await loadCatalog(sys);
    const { catalog, places } = decodeRequest(text, file, builtIn, { tolerant: true });
    if (catalog === undefined)
        return builtIn;
    return loadCatalog(sys, catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`, places["catalog"]);
};
/** Where a message about `--to` belongs: not into the file. */
const OPTION_TO = { file: "--to" };
/** The destination of the command line, whose folders are relative to where it was typed; its layers lie beside it. */
const withDestination = (request, to, { sys, folder }) => {
    const [wrong] = (0,checkValues/* checkDestination */.br)("The destination", to, OPTION_TO);
    if (wrong !== undefined)
        throw (0,errors/* wrongRequest */.Tw)(wrong);
    const where = folder === "." ? to : anchored(to, sys.env.cwd);
    return { ...request, to: where, store: to.startsWith("oci:") ? where : `${to}-layers`, places: { ...request.places, to: OPTION_TO, store: OPTION_TO } };
};
/** Opens the destination and the store of a request that is known already. */
const sessionWith = (sys, { request, catalog, folder, options }) => {
    const open = withMirrorPlace(withStandIn(openRepository(sys, { mirrors: request.mirrors }), (0,standIn/* standInLayout */.yh)(sys)), request);
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
    };
    const there = options.to === undefined ? request : withDestination(request, options.to, { sys, folder });
    return sessionWith(sys, { request: there, catalog, folder, options });
};
/** Reads dl-env.yml and opens what it names; see sessionOf. */
const openSession = async (sys, options = {}) => {
    const file = options.file ?? "dl-env.yml";
    return sessionOf(sys, { text: await readRequest(sys.files, file), file, options });
};


/***/ })

};
