import type { PickOutcome } from "../commands/pickCommand.ts";
import { requestForCell } from "../suggest/pickRequest.ts";
import type { Host } from "../suggest/driverFit.ts";
import type { Choice, Missing, Picked } from "../suggest/pick.ts";
import { bytes } from "../text/units.ts";

const versions = ({ lock }: Choice, names: readonly string[]): string =>
  lock.wheels
    .filter(({ name }) =>
      names.some((wanted) => name === wanted || name.startsWith(`${wanted}-cu`)),
    )
    .map(({ name, version }) => `${name} ${version}`)
    .join(", ");

const choiceText = (title: string, choice: Choice): string[] => {
  const { cell, lock, hardware, notes } = choice;
  const size = lock.wheels.reduce((sum, { download }) => sum + download, 0);
  return [
    `${title}: CUDA ${cell.cuda}, Ubuntu ${cell.ubuntu}, Python ${cell.python} ` +
      `(${bytes(size)} of wheels)`,
    `  ${versions(choice, cell.libraries)}`,
    `  needs driver ${hardware.drivers.minorVersion.driver} by minor-version compatibility`,
    ...notes.map((note) => `  ${note}`),
  ];
};

const cardText = ({ name, computeCapability }: Host["gpus"][number]): string =>
  name.endsWith(computeCapability) ? name : `${name} (compute capability ${computeCapability})`;

const hostText = ({ gpus, driver, runtime }: Host): string =>
  `${gpus.length === 0 ? "any card" : gpus.map(cardText).join(" and ")}, driver ` +
  `${driver ?? "not known"}, ${runtime}`;

/** Those with the same reason together, in the order of the first of each. */
const alike = (missing: Picked["missing"]): (readonly [Missing, ...Missing[]])[] =>
  [
    ...Map.groupBy(missing, ({ message, source, hint }) =>
      JSON.stringify([message, source, hint]),
    ).values(),
  ] as [Missing, ...Missing[]][];

const NOT_ALL_ASKED =
  "No combination was found, but not all could be asked about; what was not is told below.";

const nothingText = (missing: Picked["missing"], exit: PickOutcome["exit"]): string => {
  if (exit === 3) return NOT_ALL_ASKED;
  return missing.some(({ code }) => code === "driver-not-whole")
    ? "No combination was found; the whole version of the driver may bring one."
    : "No combination in the catalog fits.";
};

/** What was picked for a host, what else would do, and why the rest would not. */
const pickText = (
  { result: { best, alternatives, missing, host, way }, exit, typed }: PickOutcome,
  request: (choice: Choice) => string,
): string => {
  const lines = [`For ${hostText(host)}:`, ""];
  if (best === undefined) lines.push(nothingText(missing, exit));
  else
    lines.push(
      ...choiceText("Best", best),
      "",
      `Write this dl-env.yml with: dl-env init ${typed}`,
      ...request(best)
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`),
      "Then type: dl-env plan && dl-env build",
    );
  for (const choice of alternatives) lines.push("", ...choiceText("Or", choice));
  if (missing.length > 0) lines.push("", "Not available:");
  for (const [{ cuda, message, source, hint }, ...more] of alike(missing)) {
    lines.push(
      `  CUDA ${[cuda, ...more.map((other) => other.cuda)].join(", ")}: ${message}`,
      `    source: ${source}`,
      ...(hint === undefined ? [] : [`    ${hint.replaceAll("\n", "\n    ")}`]),
    );
  }
  if (way !== undefined) lines.push("", way);
  return lines.join("\n");
};

/** What was picked, with the dl-env.yml for it. */
export const pickOutcomeText = (outcome: PickOutcome): string =>
  pickText(outcome, ({ cell }) => requestForCell(cell, outcome.request));
