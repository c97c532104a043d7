import { isOpen, rangeWords } from "../catalog/ranges.ts";
import { compareVersions } from "../catalog/versions.ts";
import {
  isSourceOnly,
  noWheelsSentence,
  platformSentence,
  pythonSentence,
  sourceOnlySentence,
} from "./buildSentences.ts";
import { againstCell, ownNeeds, type Conflict } from "./conflict.ts";
import { factsOf, requestedTerm, termText, type Explainer } from "./explanation.ts";

const cellCuda = (conflict: Conflict): string =>
  rangeWords(
    conflict.cell.find(({ name }) => name === "cuda-toolkit")?.range ??
      conflict.cell[0]?.range ??
      "",
  );

const minor = (range: string): string => rangeWords(range).split(".").slice(0, 2).join(".");

/** Packages of one name whose builds are all for other CUDAs. */
export const noBuildForCuda: Explainer = (conflict) => {
  const name = conflict.conflicting[0];
  const facts = againstCell(conflict).filter(({ who }) => who.name === name);
  if (conflict.conflicting.length !== 1 || name === undefined || facts.length === 0)
    return undefined;
  const cuda = cellCuda(conflict);
  const cudas = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(compareVersions);
  const near = [
    cudas.filter((one) => compareVersions(one, cuda) < 0).at(-1),
    cudas.find((one) => compareVersions(one, cuda) > 0),
  ].filter((one) => one !== undefined);
  const requested = requestedTerm(conflict, name);
  const sentence =
    facts.length === 1 && requested.range.startsWith("==")
      ? `${termText(requested)} is built for CUDA ${cudas[0]}, and this cell has CUDA ${cuda}.`
      : `No ${termText(requested)} on the package index is built for CUDA ${cuda}; the ` +
        `nearest builds are for CUDA ${near.join(" and ")}.`;
  return { code: "no-build-for-cuda", sentences: [sentence], packages: [name] };
};

const OLDER_WITHOUT_WHEELS = "Older releases have no wheels for it.";

/**
 * Why releases of one package cannot be installed here, newest first; without a say about other
 * packages.
 */
const uninstallable = (conflict: Conflict, name: string): readonly string[] => {
  const tags = [
    ...factsOf(conflict, "needs-python").map(({ who }) => ({ who, tag: "python" as const })),
    ...factsOf(conflict, "no-tag"),
  ].filter(({ who }) => who.name === name);
  const requested = requestedTerm(conflict, name);
  if (
    !isOpen(requested.range) &&
    !requested.range.includes("==") &&
    tags.some(({ tag }) => tag === "python")
  )
    return [pythonSentence(conflict, requested)];
  const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
  const stubs = factsOf(conflict, "no-wheels").some(({ who }) => who.name === name);
  if (isSourceOnly(conflict, name)) return [sourceOnlySentence(name)];
  if (newest === undefined) return stubs ? [noWheelsSentence(conflict, requested)] : [];
  return [
    newest.tag === "python"
      ? pythonSentence(conflict, newest.who)
      : platformSentence(conflict, newest.who),
    ...(stubs ? [OLDER_WITHOUT_WHEELS] : []),
  ];
};

export const packageWithoutBuild: Explainer = (conflict) => {
  const [name, ...others] = conflict.conflicting;
  if (name === undefined || others.length > 0) return undefined;
  const sentences = uninstallable(conflict, name);
  if (sentences.length === 0) return undefined;
  if (isSourceOnly(conflict, name)) return { code: "source-only", sentences, packages: [name] };
  const code =
    sentences[0] === noWheelsSentence(conflict, requestedTerm(conflict, name))
      ? "no-wheels"
      : sentences[0]?.includes("Python") === true
        ? "no-build-for-python"
        : sentences[0]?.includes("glibc") === true
          ? "no-build-for-platform"
          : "no-wheels";
  return { code, sentences: sentences.slice(0, 2), packages: [name] };
};

/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
export const dependencyWithoutWheels: Explainer = (conflict) => {
  const bare = [...factsOf(conflict, "no-wheels"), ...factsOf(conflict, "no-tag")].find(
    ({ who }) => !conflict.wanted.some(({ name }) => name === who.name),
  );
  const by = ownNeeds(conflict).find(({ what }) => what.name === bare?.who.name);
  if (bare === undefined || by === undefined) return undefined;
  const through = ownNeeds(conflict).find(
    ({ who, what }) => what.name === by.who.name && conflict.conflicting.includes(who.name),
  );
  const sentences = [
    isSourceOnly(conflict, bare.who.name)
      ? `${termText(by.who)} needs ${bare.who.name}, which is on the package index as source ` +
        "code only."
      : `${termText(by.who)} needs ${termText(by.what)}, which has no wheels for Python ` +
        `${conflict.question.python} on the package index.`,
  ];
  if (through !== undefined)
    sentences.push(`${termText(through.who)} needs ${termText(through.what)}.`);
  return { code: "no-wheels", sentences, packages: [through?.who.name ?? by.who.name] };
};
