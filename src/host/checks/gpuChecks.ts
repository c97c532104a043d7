import type { Check, Finding } from "../finding.ts";
import { fault, notRead, ok, skipped } from "../finding.ts";
import { valueOf } from "../hostFacts.ts";
import { familyOf } from "../fix.ts";
import { architectures, hasGpu } from "../derivedFacts.ts";

/** Whether the distribution is one that the other findings have commands for. */
export const checkDistribution: Check = ({ facts, catalog }) => {
  const plain = { id: "distribution", title: "Distribution", source: catalog.distributions.source };
  if ("unknown" in facts.system)
    return [notRead(plain, facts.system, "Commands differ between distributions.")];
  const { name, version } = facts.system.value;
  const found = version === undefined || name.includes(version) ? name : `${name} ${version}`;
  if (familyOf(catalog, facts.system.value) !== undefined) return [ok({ ...plain, found })];
  return [
    fault(plain, "warn", {
      found,
      why: "dl-env has no commands for this distribution; the findings name their sources instead.",
      fix: [],
    }),
  ];
};

const gpuNames = (input: Parameters<Check>[0]): string => {
  const { facts, catalog } = input;
  if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) {
    return facts.smi.gpus
      .map((gpu) =>
        gpu.computeCapability === undefined
          ? gpu.name
          : `${gpu.name} (compute capability ${gpu.computeCapability})`,
      )
      .join(", ");
  }
  const names = architectures(facts, catalog).map((one) => one.name);
  const count = valueOf(facts.pci)?.length ?? 0;
  return `${count} on the PCI bus${names.length === 0 ? "" : ` (${names.join(", ")})`}`;
};

/** Whether an NVIDIA GPU is here at all, and which. */
export const checkGpu: Check = (input): readonly Finding[] => {
  const plain = { id: "gpu", title: "NVIDIA GPU", source: input.catalog.gpus.source };
  switch (hasGpu(input.facts)) {
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
