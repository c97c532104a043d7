import type { Check, CheckInput, Fault } from "../finding.ts";
import { fault, judged, ok, skipped } from "../finding.ts";
import { valueOf, type ModuleFacts } from "../hostFacts.ts";
import { fixFor } from "../fix.ts";
import { hasGpu } from "../derivedFacts.ts";

/** Whether nouveau, the kernel's own driver, keeps the GPU to itself. */
export const checkNouveau: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "nouveau",
    title: "nouveau is not loaded",
    source: catalog.fixes["nouveau"]?.source ?? "",
  };
  if (hasGpu(facts) === "no" || valueOf(facts.wsl) === true)
    return [skipped({ ...plain, found: "does not apply" })];
  return [
    judged(
      { plain, fact: facts.modules, why: "nouveau and NVIDIA's driver cannot both hold the GPU." },
      (modules) =>
        modules.includes("nouveau")
          ? fault(plain, "fail", {
              found: "nouveau is loaded",
              why:
                "nouveau and NVIDIA's driver cannot both hold the GPU, and nouveau runs no " +
                "CUDA.",
              ...fixFor(input, "nouveau"),
            })
          : ok({ ...plain, found: "not loaded" }),
    ),
  ];
};

/** A module that is installed and that the kernel did not load. */
const notLoaded = (input: CheckInput, { signer }: ModuleFacts): Fault => {
  if (signer === undefined)
    return {
      found: "on; the module has no signature",
      why: "The kernel refuses a module without a signature.",
      ...fixFor(input, "secure-boot"),
    };
  return {
    found: `on; the module is signed by ${signer} but not loaded`,
    why:
      "The module is signed with a key that the firmware may not know, so the kernel " +
      "refuses it.",
    ...fixFor(input, "secure-boot"),
  };
};

/** Whether Secure Boot would refuse the driver's module. */
export const checkSecureBoot: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "secure-boot",
    title: "Secure Boot",
    source: catalog.fixes["secure-boot"]?.source ?? "",
  };
  if (hasGpu(facts) === "no" || valueOf(facts.wsl) === true)
    return [skipped({ ...plain, found: "does not apply" })];
  return [
    judged(
      {
        plain,
        fact: facts.secureBoot,
        why: "With Secure Boot the kernel loads signed modules only.",
      },
      (on) => {
        if (!on) return ok({ ...plain, found: "off" });
        if (valueOf(facts.driver) != null)
          return ok({ ...plain, found: "on, and the driver is loaded" });
        const module = valueOf(facts.module);
        if (module === undefined || module === null)
          return fault(plain, "warn", {
            found: "on, and no driver is installed yet",
            why: "The module that you install must be signed with a key that the firmware knows.",
            ...fixFor(input, "secure-boot"),
          });
        return fault(plain, "fail", notLoaded(input, module));
      },
    ),
  ];
};
