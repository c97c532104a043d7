import { fault, judged, ok, type Check } from "../finding.ts";
import { fixFor } from "../fix.ts";
import { atLeast } from "../toolVersion.ts";

/** GitHub's runner: older ones cannot load the steps of the reusable workflows. */
export const checkRunner: Check = (input) => {
  const { facts, catalog } = input;
  if (facts.runner === undefined) return [];
  const { least, source } = catalog.engines.runner;
  const plain = { id: "runner", title: "GitHub's runner", source };
  const why = `The reusable workflows name their steps by \`$/\`, which needs runner ${least} or newer.`;
  return [
    judged({ plain, fact: facts.runner, why }, (version) =>
      atLeast(version, least)
        ? ok({ ...plain, found: version })
        : fault(plain, "fail", { found: version, why, ...fixFor(input, "runner-old") }),
    ),
  ];
};
