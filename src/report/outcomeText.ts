import type { Outcome } from "../commands/outcome.ts";
import { buildText } from "./buildText.ts";
import { catalogCheckText, catalogUpdateText, measureText } from "./catalogText.ts";
import { changeText } from "./changeText.ts";
import { demoText } from "./demoText.ts";
import { doctorText } from "./doctorText.ts";
import { generateText, loadText, lockText } from "./filesText.ts";
import { initText } from "./initText.ts";
import { pickOutcomeText } from "./pickText.ts";
import { planText } from "./planTable.ts";
import { promotedText } from "./promoteText.ts";
import { smokeOutcomeText } from "./smokeText.ts";
import { runText } from "./startedText.ts";
import { watchText } from "./watchText.ts";
import { whyText } from "./whyText.ts";

/**
 * What a person reads when a command is done; the same in both shells. `width` is that of the
 * terminal, where there is one.
 */
export const outcomeText = (outcome: Outcome, width?: number): string => {
  switch (outcome.kind) {
    case "plan":
      return outcome.explained === undefined
        ? planText(outcome.result, width)
        : whyText(outcome.explained, outcome.result);
    case "lock":
      return lockText(outcome.result);
    case "generate":
      return generateText(outcome.result);
    case "build":
      return buildText(outcome);
    case "smoke":
      return smokeOutcomeText(outcome);
    case "promote":
      return promotedText(outcome.result);
    case "watch":
      return watchText(outcome.result);
    case "check":
      return changeText(outcome.result);
    case "init":
      return initText(outcome.result);
    case "pick":
      return pickOutcomeText(outcome);
    case "doctor":
      return doctorText(outcome.result.findings);
    case "run":
      return runText(outcome);
    case "load":
      return loadText(outcome.result);
    case "demo":
      return demoText(outcome);
    case "catalog check":
      return catalogCheckText(outcome.result);
    case "catalog update":
      return catalogUpdateText(outcome.result, outcome.result.written);
    case "catalog measure":
      return measureText(outcome.result);
  }
};
