import { a as unbuiltText, c as planText, i as promotedText, l as columns, n as demoText, o as buildText, r as smokeOutcomeText, s as oldCatalogLines } from "./demoText.js";
import { n as bytes, r as count } from "./units.js";
import { t as fewNames } from "./fewNames.js";
import { t as annotateProblems } from "./annotations.js";
import { t as plainText } from "./plainText.js";
import { n as problemText } from "./problemText.js";
import { n as requestForCell } from "./pickRequest.js";
import { n as prose, t as code } from "./summaryMarkup.js";
// src/report/catalogText.ts
const namedFact = (of, subject) => {
	switch (of) {
		case "package":
		case "tool": return subject;
		case "python": return `Python ${subject}:`;
		case "card": return `GPU ${subject}: compute capability`;
	}
};
const line = (difference) => {
	const subject = difference.subject;
	switch (difference.kind) {
		case "new": return difference.of === "image" ? `new        ${subject}` : `new        ${namedFact(difference.of, subject)} ${difference.to} (the catalog has ${difference.from ?? "none"})`;
		case "re-pushed": return `re-pushed  ${subject}: ${difference.from} is now ${difference.to}`;
		case "renamed": return `renamed    ${subject} is now ${difference.to}`;
		case "gone": return `gone       ${subject}`;
	}
};
const unaskedLines = ({ unasked }) => unasked.map(({ subject, message }) => `not asked  ${subject}: ${message}`);
const total$1 = ({ differences, unasked, compared }) => differences.length > 0 ? `${count(differences.length, "difference")} found.` : unasked.length > 0 && Object.values(compared).every((number) => number === 0) ? "Nothing could be compared." : "Everything that could be compared matches the catalog.";
/** What differs between the catalog and the outside, for people. */
const catalogCheckText = (checked) => [
	`Read on ${checked.asOf}: ${count(checked.compared.images, "image tag")}, ${count(checked.compared.packages, "package")}, ${count(checked.compared.pythons, "Python")}, ${count(checked.compared.cards, "GPU")}.`,
	...checked.differences.map(line),
	...unaskedLines(checked),
	total$1(checked),
	...checked.differences.length > 0 ? ["Update the catalog with: dl-env catalog update"] : []
].join("\n");
/** What an update wrote, for people. */
const catalogUpdateText = ({ written, left, ...checked }) => [
	...checked.differences.map(line),
	...unaskedLines(checked),
	...left.map((subject) => `left       ${subject}: write it into matrix/gpus.yml by hand`),
	...written.length === 0 ? ["Nothing was written."] : written.map((path) => `Written: ${path}`)
].join("\n");
const codeText = ({ sm, ptx }) => `SM ${sm.join(" ") || "none"}; PTX ${ptx.join(" ") || "none"}`;
const verdict = ({ against, differs }) => {
	if (against === void 0) return "The catalog has no measurement of exactly one of these wheels, so nothing was compared.";
	if (differs === void 0) return `Matches the catalog entry of ${against}.`;
	const part = (words, names) => names.length === 0 ? [] : [`${words} ${names.join(", ")}`];
	return `Differs from the catalog entry of ${against}: ${[...part("only here", differs.more), ...part("only in the catalog", differs.less)].join("; ")}.`;
};
/** The GPU code of a layer, for people. */
const measureText = (found) => [
	`Wheels: ${found.wheels.map(({ name, version }) => `${name} ${version}`).join(", ") || "none"}`,
	...found.libraries.map((library) => `${library.path}: ${codeText(library)}`),
	found.libraries.length === 0 ? "No library has GPU code." : `Together: ${codeText(found.together)}`,
	verdict(found)
].join("\n");
// src/report/changeText.ts
const MOST_CELLS = 20;
/** What is said where no cell is affected. */
const unaffectedText = ({ base }) => base === void 0 ? "No commit to compare with was named, so which cells a change affects is not known. Name one: dl-env check --base $(git rev-parse origin/main)" : "This change affects no cell.";
/** What a change does, for people. */
const changeText = (report) => {
	const { touched, drift, built } = report;
	return [
		touched.length === 0 ? unaffectedText(report) : `Affected cells: ${fewNames(touched.map(({ cell }) => cell), MOST_CELLS)}`,
		...drift.map(({ file, hint }) => `${file} is out of date. ${hint}`),
		...built.map(({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`)
	].join("\n");
};
/** Old apt locks and what the linter warns of, each at its place. What is red is a problem. */
const annotateChange = ({ oldLocks, lint }) => [...annotateProblems(oldLocks).map((annotation) => ({
	...annotation,
	level: "warning"
})), ...lint.filter(({ level }) => level !== "error").map(({ level, rule, message, place }) => ({
	level,
	title: rule,
	message,
	place
}))];
// src/report/doctorText.ts
const MARK = {
	ok: "ok",
	warn: "warn",
	fail: "FAIL",
	unknown: "?",
	skipped: "-"
};
/** A fix that was printed already is named instead of printed again. */
const fixLines = (finding, printed) => {
	if (finding.fix.length === 0) return [];
	const key = finding.fix.join("\n");
	const earlier = printed.get(key);
	if (earlier !== void 0) return [`      fix: same as for ${earlier}`];
	printed.set(key, finding.title);
	return ["      fix:", ...finding.fix.map((line) => `        ${line}`)];
};
const findingLines = (finding, width, printed) => {
	const head = `${MARK[finding.level].padEnd(4)}  ${finding.title.padEnd(width)}  ${plainText(finding.found)}`.trimEnd();
	if (finding.level === "ok" || finding.level === "skipped") return [head];
	return [
		head,
		...finding.why === "" ? [] : [`      ${plainText(finding.why)}`],
		...fixLines(finding, printed),
		`      source: ${finding.source}`
	];
};
const ORDER = [
	["fail", (number) => `${number} failed`],
	["warn", (number) => count(number, "warning")],
	["unknown", (number) => `${number} unknown`],
	["skipped", (number) => `${number} skipped`],
	["ok", (number) => `${number} ok`]
];
/** What a person reads: one line a finding, more where something is to be done, and the sums. */
const doctorText = (list) => {
	const width = Math.max(0, ...list.map((finding) => finding.title.length));
	const sums = ORDER.map(([level, text]) => ({
		number: list.filter((finding) => finding.level === level).length,
		text
	})).filter(({ number }) => number > 0);
	const printed = /* @__PURE__ */ new Map();
	return [
		...list.flatMap((finding) => findingLines(finding, width, printed)),
		"",
		sums.map(({ number, text }) => text(number)).join(", ")
	].join("\n");
};
// src/report/filesText.ts
/** Which locks were written. */
const lockText = ({ folder, written, kept, removed }) => [`${count(written.length, "lock")} written to ${folder}, ${kept.length} kept, ${removed.length} removed.`, ...written.map((name) => `  ${name}`)].join("\n");
/** Where the folders are, how one is built, and of which cells there are none. */
const generateText = ({ result: { out, cells, onStandIn }, problems }) => {
	const names = Object.keys(cells);
	const example = `${out}/${names[0]}`;
	return [
		`${count(names.length, "folder")} written to ${out === "." ? "this folder" : out}.`,
		onStandIn.includes(names[0] ?? "") ? `Build one with: dl-env build --build engine --stand-in --cells ${names[0]}` : `Build one with: docker build -f ${example}/Containerfile ${example}`,
		...problems.map(problemText)
	].join("\n");
};
/** The name of the image in the engine, and how it is run. */
const loadText = ({ name, into }) => `${name}\nRun it with: ${into} run --rm -it ${name}`;
// src/report/initText.ts
/** What was written, for which GPU, and what to type next. */
const initText = ({ file, cell, gpu, driver, ignored }) => [
	`${file} is written: ${cell}, ` + (gpu === "any" ? `the newest that the catalog has for any card${driver === void 0 ? "" : ` with driver ${driver}`}; for a card: dl-env pick --help` : `for ${gpu}`),
	...ignored.map((line) => `.gitignore has ${line}`),
	`See what can be built: dl-env plan${file === "dl-env.yml" ? "" : ` --file ${file}`}`
].join("\n");
// src/report/pickText.ts
const versions = ({ lock }, names) => lock.wheels.filter(({ name }) => names.some((wanted) => name === wanted || name.startsWith(`${wanted}-cu`))).map(({ name, version }) => `${name} ${version}`).join(", ");
const choiceText = (title, choice) => {
	const { cell, lock, hardware, notes } = choice;
	const size = lock.wheels.reduce((sum, { download }) => sum + download, 0);
	return [
		`${title}: CUDA ${cell.cuda}, Ubuntu ${cell.ubuntu}, Python ${cell.python} (${bytes(size)} of wheels)`,
		`  ${versions(choice, cell.libraries)}`,
		`  needs driver ${hardware.drivers.minorVersion.driver} by minor-version compatibility`,
		...notes.map((note) => `  ${note}`)
	];
};
const cardText = ({ name, computeCapability }) => name.endsWith(computeCapability) ? name : `${name} (compute capability ${computeCapability})`;
const hostText = ({ gpus, driver, runtime }) => `${gpus.length === 0 ? "any card" : gpus.map(cardText).join(" and ")}, driver ${driver ?? "not known"}, ${runtime}`;
/** Those with the same reason together, in the order of the first of each. */
const alike = (missing) => [...Map.groupBy(missing, ({ message, source, hint }) => JSON.stringify([
	message,
	source,
	hint
])).values()];
const NOT_ALL_ASKED = "No combination was found, but not all could be asked about; what was not is told below.";
const nothingText = (missing, exit) => {
	if (exit === 3) return NOT_ALL_ASKED;
	return missing.some(({ code }) => code === "driver-not-whole") ? "No combination was found; the whole version of the driver may bring one." : "No combination in the catalog fits.";
};
/** What was picked for a host, what else would do, and why the rest would not. */
const pickText = ({ result: { best, alternatives, missing, host, way }, exit, typed }, request) => {
	const lines = [`For ${hostText(host)}:`, ""];
	if (best === void 0) lines.push(nothingText(missing, exit));
	else lines.push(...choiceText("Best", best), "", `Write this dl-env.yml with: dl-env init ${typed}`, ...request(best).trimEnd().split("\n").map((line) => `  ${line}`), "Then type: dl-env plan && dl-env build");
	for (const choice of alternatives) lines.push("", ...choiceText("Or", choice));
	if (missing.length > 0) lines.push("", "Not available:");
	for (const [{ cuda, message, source, hint }, ...more] of alike(missing)) lines.push(`  CUDA ${[cuda, ...more.map((other) => other.cuda)].join(", ")}: ${message}`, `    source: ${source}`, ...hint === void 0 ? [] : [`    ${hint.replaceAll("\n", "\n    ")}`]);
	if (way !== void 0) lines.push("", way);
	return lines.join("\n");
};
/** What was picked, with the dl-env.yml for it. */
const pickOutcomeText = (outcome) => pickText(outcome, ({ cell }) => requestForCell(cell, outcome.request));
// src/report/startedText.ts
/**
* What to type after services have started in the background; the token stands in the container's
* log only.
*/
const startedText = (spec, engine) => {
	const lines = [`started ${spec.name}`];
	for (const port of spec.ports) {
		if (port.name === "ssh") lines.push(`ssh:      ssh -p ${port.host} ${spec.user.name}@127.0.0.1   # from another machine: ssh -J USER@THIS-HOST -p ${port.host} ${spec.user.name}@127.0.0.1`);
		if (port.name === "jupyter") {
			lines.push(`jupyter:  http://127.0.0.1:${port.host}/lab   # from another machine: ssh -L ${port.host}:127.0.0.1:${port.host} USER@THIS-HOST`);
			lines.push(`token:    ${engine.name} logs ${spec.name} 2>&1 | grep -m1 token=`);
		}
	}
	lines.push(`shell:    ${engine.name} exec -it ${spec.name} bash`, `log:      ${engine.name} logs --follow ${spec.name}`, `stop:     ${engine.name} rm --force ${spec.name}`);
	return lines.join("\n");
};
/**
* What was asked to be printed, or how to use what was started; a container that ran in front has
* spoken itself.
*/
const runText = ({ document, code, result }) => {
	if (document !== void 0) return document;
	return code === void 0 ? startedText(result.spec, { name: result.engine }) : "";
};
// src/report/storeListText.ts
const MOST_NAMES$1 = 2;
const usedBy = ({ cells, tags, damaged }) => {
	if (damaged) return "damaged";
	if (tags === 0) return "no tag";
	return cells.length === 0 ? count(tags, "tag") : fewNames(cells, MOST_NAMES$1);
};
/** Images and layers with their sizes, and which cells use what. */
const storeListText = ({ to, store, images, layers, others, bytes: total }) => {
	const shown = layers.filter(({ kind }) => kind !== "inventory");
	const inventories = layers.length - shown.length;
	const imageRows = columns([[
		"tag",
		"size",
		"cell"
	], ...images.map(({ tag, size, cell, damaged }) => [
		tag,
		damaged ? "damaged" : bytes(size),
		cell === tag ? "" : cell
	])]);
	const layerRows = columns([[
		"layer",
		"size",
		"used by"
	], ...shown.map((layer) => [
		`${layer.tag}${layer.title === "" ? "" : ` (${layer.title})`}`,
		bytes(layer.size),
		usedBy(layer)
	])]);
	return [
		...images.length === 0 ? [`${to} has no images with tags.`] : imageRows,
		"",
		...shown.length === 0 ? [`${store} has no layers.`] : layerRows,
		"",
		...Object.entries(total).map(([name, size]) => `${name}: ${bytes(size)} below its tags`),
		`${count(images.length, "tag")} of images, ${count(shown.length, "layer")} and bases, ${count(inventories, "list")} of files in layers` + (others.length === 0 ? "" : `, ${count(others.length, "other tag")}`)
	].join("\n");
};
// src/report/storeText.ts
const MOST_NAMES = 3;
const verifiedPart = ({ name, tags, read, damaged, wrong }) => {
	if (tags + read === 0) return `${name}: nothing is there.`;
	const state = damaged.length + wrong.length === 0 ? "all whole" : `${count(damaged.length, "tag")} and ${count(wrong.length, "blob")} damaged`;
	const blobs = read === 0 ? "" : `, ${count(read, "blob")} read`;
	return `${name}: ${count(tags, "tag")} looked at${blobs}; ${state}.`;
};
/** How many tags, and what is wrong below which. */
const verifiedText = ({ result, problems }) => [...result.map(verifiedPart), ...problems.map(problemText)].join("\n");
const total = (sizes) => bytes(sizes.reduce((sum, { size }) => sum + size, 0));
const prunedPart = ({ name, tags, blobs, young, refused, done }) => [
	tags.length + blobs.length === 0 ? `${name}: nothing to remove.` : `${name}: ${done ? "removed" : "would remove"} ${count(tags.length, "tag")}${blobs.length === 0 ? `, ${total(tags)}` : ` and ${count(blobs.length, "blob")}, ${total(blobs)}`}.`,
	...columns(tags.map(({ tag, title, size }) => [
		`  ${tag}`,
		title,
		bytes(size)
	])),
	...young.length === 0 ? [] : [`  ${count(young.length, "more tag")}, ${total(young)}, not needed but too young.`],
	...refused.map(({ tag, message }) => `  ${tag} stays: ${message}`)
];
/** What goes, what stays for its age, and what a registry will not remove. */
const prunedText = ({ result }) => {
	const waits = result.some(({ done, tags, blobs }) => !done && tags.length + blobs.length > 0);
	const notes = result.some(({ done, young }) => !done && young.length > 0);
	return [...result.flatMap(prunedPart), ...waits || notes ? ["Nothing was removed. To do it: dl-env store prune --yes"] : []].join("\n");
};
/** What becomes of images that lost tags. */
const goneText$1 = (count, others) => {
	if (count === 0) return "No tag was removed.";
	return others.length === 0 ? "What they named stays until: dl-env store prune --yes" : `What they named stays, since ${fewNames(others, MOST_NAMES)} ${others.length === 1 ? "names" : "name"} it too. See what there is: dl-env store list`;
};
/** Which tags went or would go, and which a registry keeps. */
const untaggedText = ({ name, tags, others, outside, removed, refused, done }) => {
	if (tags.length === 0) return `${name} has no tags of cells outside the matrix.`;
	const cells = outside.length === 0 ? "" : ` of ${count(outside.length, "cell")} outside the matrix`;
	const shown = done ? removed : tags.map(({ tag }) => tag);
	return [
		`${name}: ${done ? "removed" : "would remove"} ${count(shown.length, "tag")}${cells}.`,
		...shown.map((tag) => `  ${tag}`),
		...refused.map(({ tag, message }) => `  ${tag} stays: ${message}`),
		done ? goneText$1(shown.length, others) : "Nothing was removed. To do it, type it again with --yes."
	].join("\n");
};
const day = (at) => new Date(at).toISOString().slice(0, 10);
/** When tags of cells outside the matrix go: by hand, or by the rule of dl-env.yml. */
const goesText = (retention) => {
	if (retention === void 0) return "They stay until: dl-env untag --outside --yes";
	const dates = retention.cells.map(({ goes }) => goes);
	const [first, last] = [day(Math.min(...dates)), day(Math.max(...dates))];
	return `By retention.untagAfter the first promotion from ${first}${first === last ? "" : ` to ${last}`} on removes them: dl-env promote`;
};
/** Says that tags of cells are there which the matrix no longer has; none when there are none. */
const outsideText = (outside, retention) => {
	if (outside.length === 0) return [];
	const tags = outside.reduce((sum, cell) => sum + cell.tags.length, 0);
	const cells = fewNames(outside.map(({ cell }) => cell), MOST_NAMES);
	return [`${count(tags, "tag")} of ${count(outside.length, "cell")} outside the matrix: ${cells}. ` + goesText(retention)];
};
/** What a promotion removed by the rule, and what a registry would not remove. */
const retiredText = ({ cells, removed, refused }) => [...removed.length === 0 ? outsideText(cells, {
	cells,
	isToDo: false
}) : [`Removed ${count(removed.length, "tag")} of cells outside the matrix: ${removed.join(", ")}. What they named stays until: dl-env store prune --yes`], ...refused.map(({ tag, message }) => `${tag} stays: ${message}`)];
// src/report/watchText.ts
const catalogText = (releases, hasCatalog) => {
	if (hasCatalog) return ["They are added to the list of CUDA images in this repository's catalog too, with the date on which they were read.", ""];
	const unknown = releases.filter(({ known }) => !known);
	return unknown.length === 0 ? [] : [`The catalog of the dl-env in use does not know CUDA ${unknown.map(({ minor }) => minor).join(", ")} yet, so the checks fail until a newer version is used.`, ""];
};
/**
* The pull request about new CUDA releases. `catalog`: whether this repository's own list of images
* is edited too.
*/
const pullText = (releases, { catalog }) => ({
	title: `Add CUDA ${releases.map(({ minor }) => minor).join(", ")} to the matrix`,
	body: [
		"NVIDIA has published images that fit this matrix:",
		"",
		...releases.map(({ version, tags }) => `- CUDA ${code(version)}: ${tags.map(code).join(", ")}`),
		"",
		...catalogText(releases, catalog),
		"The checks of this pull request show whether the libraries work together. Close it, and this release is not proposed again; reopen it, and each nightly run brings it up to date. With a commit of yours on top, the branch is left as it is."
	].join("\n")
});
/** The last word on a pull request that is out of date. */
const OVERTAKEN = "This release is no longer news: it is in the matrix, a newer one is, or its images are gone. So this pull request is closed.";
/** The last word on the issue that says that pull requests cannot be opened. */
const ALLOWED = "No branch waits for its pull request any more.";
/** The issue that says that pull requests cannot be opened, with the branches that wait. */
const notAllowedText = (branches, { base }) => ({
	title: "New CUDA releases wait for a pull request",
	body: [
		"A nightly run wrote new CUDA releases into branches, but the settings of this repository do not let Actions open pull requests, as is GitHub's default.",
		"",
		...branches.map((branch) => `- ${code(branch)}, to merge into ${code(base)}`),
		"",
		"Allow it in Settings, Actions, General: *Allow GitHub Actions to create and approve pull requests*. Or open them yourself: `gh pr create --head BRANCH`. Or close this issue, and it is not opened again for these branches."
	].join("\n")
});
/** The issue about bases that are gone. */
const goneText = (gone) => ({
	title: `${count(gone.length, "cell")} without a base image`,
	body: [
		"The registry no longer lists the base images of these cells. Their images and tags stay as they are; they are not built again.",
		"",
		...gone.slice(0, 100).map(({ cell, message }) => `- ${code(cell)}: ${prose(message)}`),
		...gone.length > 100 ? [`- and ${gone.length - 100} more`] : [],
		"",
		"Remove them from the matrix, and this issue is closed automatically."
	].join("\n")
});
const SETTLED = "Every cell of the matrix has a base image again.";
/** What a night found, for people. */
const watchText = ({ changed, unfinished, gone, releases, apt, unknown, outside = [], retention, quiet, lastLook }) => [
	changed.length === 0 ? "Nothing to build." : `${count(changed.length, "cell")} to build: ${changed.slice(0, 20).join(", ")}${changed.length > 20 ? ", …" : ""}`,
	...unfinished.length === 0 ? [] : [`A promotion of ${fewNames(unfinished)} did not come to its end. To finish it: dl-env promote`],
	...releases.map(({ version, tags }) => `CUDA ${version} is new: ${tags.join(", ")}`),
	...gone.map(({ cell, message }) => `${cell} no longer has a base image: ${message}`),
	...apt.map(({ message, hint }) => `${message}${hint === void 0 ? "" : ` ${hint}`}`),
	...unknown.slice(0, 20).map(({ cell, message }) => `${cell} could not be judged: ${message}`),
	...outsideText(outside, retention),
	...lastLook === void 0 ? [] : [`No base was pushed since everything was looked at, on ${lastLook.slice(0, 10)} at ${lastLook.slice(11, 16)} UTC. To look at everything: dl-env watch --full`],
	...quiet === void 0 ? [] : [quiet]
].join("\n");
// src/report/whyText.ts
/**
* Everything known about one cell's verdict: each reason with source, nearest, hint and the
* resolver's own text, or what was chosen.
*/
const whyText = ({ cell, verdict, notes }, plan) => {
	const planned = plan.cells.find((one) => one.cell === cell.id);
	const lines = [`${cell.id}: ${verdict.kind}`, `  libraries: ${cell.libraries.join(", ")}`];
	if (verdict.base !== void 0) lines.push(`  base: ${verdict.base.tag}, as of ${verdict.base.asOf.slice(0, 10)}${verdict.base.platformDigest === void 0 ? "" : `, ${verdict.base.platformDigest}`}`);
	if (verdict.kind === "accepted") {
		lines.push(`  lock ${verdict.lock.slice(0, 12)}, ${bytes(planned?.lock?.download ?? 0)}:`);
		for (const [name, version] of Object.entries(planned?.lock?.packages ?? {})) lines.push(`    ${name} ${version}`);
		for (const note of notes) lines.push("", `  ${note.message} [${note.code}]`, `    source: ${note.source}`);
		return lines.join("\n");
	}
	for (const reason of verdict.reasons) {
		lines.push("", `  ${reason.message} [${reason.code}]`, `    source: ${reason.source}`);
		if (reason.nearest !== void 0) lines.push(`    nearest: ${reason.nearest}`);
		if (reason.hint !== void 0) lines.push(`    ${reason.hint.replaceAll("\n", "\n    ")}`);
		if (reason.detail !== void 0) lines.push("    output of the resolver:", `      ${reason.detail.trim().replaceAll("\n", "\n      ")}`);
	}
	return lines.join("\n");
};
// src/report/outcomeText.ts
const storeOutcomeText = (outcome) => {
	switch (outcome.kind) {
		case "store list": return storeListText(outcome.result);
		case "store verify": return verifiedText(outcome);
		case "store prune": return prunedText(outcome);
		case "untag": return untaggedText(outcome.result);
	}
};
const filesOutcomeText = (outcome) => {
	switch (outcome.kind) {
		case "lock": return lockText(outcome.result);
		case "generate": return generateText(outcome);
		case "load": return loadText(outcome.result);
		case "init": return initText(outcome.result);
	}
};
const catalogOutcomeText = (outcome) => {
	switch (outcome.kind) {
		case "catalog check": return catalogCheckText(outcome.result);
		case "catalog update": return catalogUpdateText(outcome.result);
		case "catalog measure": return measureText(outcome.result);
	}
};
const planOutcomeText = ({ explained, result, built, outside, retention, oldCatalog: old }, width) => explained === void 0 ? [
	...oldCatalogLines(old),
	planText(result, width, built),
	...outsideText(outside, retention)
].join("\n") : whyText(explained, result);
const promoteOutcomeText = ({ result, unbuilt, retired }) => [
	promotedText(result),
	...unbuilt === void 0 ? [] : [unbuiltText(unbuilt)],
	...retired === void 0 ? [] : retiredText(retired)
].join("\n");
/**
* What a person reads when a command is done; the same in both shells. `width` is that of the
* terminal, where there is one.
*/
const outcomeText = (outcome, width) => {
	switch (outcome.kind) {
		case "plan": return planOutcomeText(outcome, width);
		case "lock":
		case "generate":
		case "load":
		case "init": return filesOutcomeText(outcome);
		case "build": return buildText(outcome);
		case "smoke": return smokeOutcomeText(outcome);
		case "promote": return promoteOutcomeText(outcome);
		case "watch": return watchText(outcome.result);
		case "check": return changeText(outcome.result);
		case "pick": return pickOutcomeText(outcome);
		case "doctor": return doctorText(outcome.result.findings);
		case "run": return runText(outcome);
		case "demo": return demoText(outcome);
		case "store list":
		case "store verify":
		case "store prune":
		case "untag": return storeOutcomeText(outcome);
		case "catalog check":
		case "catalog update":
		case "catalog measure": return catalogOutcomeText(outcome);
	}
};
export { goneText as a, retiredText as c, SETTLED as i, annotateChange as l, ALLOWED as n, notAllowedText as o, OVERTAKEN as r, pullText as s, outcomeText as t, unaffectedText as u };
