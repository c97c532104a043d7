import type { Check } from "../finding.ts";
import { fault, judged, ok, skipped } from "../finding.ts";
import { fixFor } from "../fix.ts";
import { hasGpu } from "../derivedFacts.ts";
import { atLeast } from "../toolVersion.ts";

const PURPOSE = "It puts the driver's libraries and devices into containers.";

/** NVIDIA Container Toolkit: installed, and without a published vulnerability. */
export const checkToolkit: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const { toolkit } = catalog;
  const plain = { id: "toolkit", title: "NVIDIA Container Toolkit", source: toolkit.source };
  if (wanted.for === "build" || hasGpu(facts) === "no")
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
      const open = toolkit.vulnerabilities.filter((one) => !atLeast(installed.version, one.fixed));
      if (open.length === 0) return ok({ ...plain, found: installed.version });
      const escapes = open.some((one) => one.escape);
      const what = escapes
        ? "A hostile image can reach the host"
        : "It has published vulnerabilities";
      return fault(plain, escapes ? "fail" : "warn", {
        found: installed.version,
        why:
          `${what}: ${open.flatMap((one) => one.cves).join(", ")}. ${toolkit.least} or ` +
          "newer has none of them.",
        ...fixFor(input, "toolkit-install"),
        source: open.at(-1)?.source ?? toolkit.source,
      });
    }),
  ];
};
