import type { Outcome } from "../commands/outcome.ts";
import { buildText } from "./buildText.ts";
import { catalogCheckText, catalogUpdateText, measureText } from "./catalogText.ts";
import { changeText } from "./changeText.ts";
import { demoText } from "./demoText.ts";
import { doctorText } from "./doctorText.ts";
import { generateText, loadText, lockText } from "./filesText.ts";
import { initText } from "./initText.ts";
import { pickOutcomeText } from "./pickText.ts";
import { oldCatalogLines, planText } from "./planTable.ts";
import { promotedText, unbuiltText } from "./promoteText.ts";
import { smokeOutcomeText } from "./smokeText.ts";
import { runText } from "./startedText.ts";
import { storeListText } from "./storeListText.ts";
import { outsideText, prunedText, retiredText, untaggedText, verifiedText } from "./storeText.ts";
import { watchText } from "./watchText.ts";
import { whyText } from "./whyText.ts";

type StoreOutcome = Extract<Outcome, { kind: `store ${string}` | "untag" }>;

const storeOutcomeText = (outcome: StoreOutcome): string => {
  switch (outcome.kind) {
    case "store list":
      return storeListText(outcome.result);
    case "store verify":
      return verifiedText(outcome);
    case "store prune":
      return prunedText(outcome);
    case "untag":
      return untaggedText(outcome.result);
  }
};

type FilesOutcome = Extract<Outcome, { kind: "lock" | "generate" | "load" | "init" }>;

const filesOutcomeText = (outcome: FilesOutcome): string => {
  switch (outcome.kind) {
    case "lock":
      return lockText(outcome.result);
    case "generate":
      return generateText(outcome);
    case "load":
      return loadText(outcome.result);
    case "init":
      return initText(outcome.result);
  }
};

const catalogOutcomeText = (outcome: Extract<Outcome, { kind: `catalog ${string}` }>): string => {
  switch (outcome.kind) {
    case "catalog check":
      return catalogCheckText(outcome.result);
    case "catalog update":
      return catalogUpdateText(outcome.result);
    case "catalog measure":
      return measureText(outcome.result);
  }
};

const planOutcomeText = (
  {
    explained,
    result,
    built,
    outside,
    retention,
    oldCatalog: old,
  }: Extract<Outcome, { kind: "plan" }>,
  width: number | undefined,
): string =>
  explained === undefined
    ? [
        ...oldCatalogLines(old),
        planText(result, width, built),
        ...outsideText(outside, retention),
      ].join("\n")
    : whyText(explained, result);

const promoteOutcomeText = ({
  result,
  unbuilt,
  retired,
}: Extract<Outcome, { kind: "promote" }>): string =>
  [
    promotedText(result),
    ...(unbuilt === undefined ? [] : [unbuiltText(unbuilt)]),
    ...(retired === undefined ? [] : retiredText(retired)),
  ].join("\n");

/**
 * What a person reads when a command is done; the same in both shells. `width` is that of the
 * terminal, where there is one.
 */
export const outcomeText = (outcome: Outcome, width?: number): string => {
  switch (outcome.kind) {
    case "plan":
      return planOutcomeText(outcome, width);
    case "lock":
    case "generate":
    case "load":
    case "init":
      return filesOutcomeText(outcome);
    case "build":
      return buildText(outcome);
    case "smoke":
      return smokeOutcomeText(outcome);
    case "promote":
      return promoteOutcomeText(outcome);
    case "watch":
      return watchText(outcome.result);
    case "check":
      return changeText(outcome.result);
    case "pick":
      return pickOutcomeText(outcome);
    case "doctor":
      return doctorText(outcome.result.findings);
    case "run":
      return runText(outcome);
    case "demo":
      return demoText(outcome);
    case "store list":
    case "store verify":
    case "store prune":
    case "untag":
      return storeOutcomeText(outcome);
    case "catalog check":
    case "catalog update":
    case "catalog measure":
      return catalogOutcomeText(outcome);
  }
};
