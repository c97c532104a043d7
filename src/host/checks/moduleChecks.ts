import type { Check } from "../finding.ts";
import { fault, judged, ok, skipped } from "../finding.ts";
import { valueOf } from "../facts.ts";
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
              why: "nouveau and NVIDIA's driver cannot both hold the GPU, and nouveau runs no CUDA.",
              ...fixFor(input, "nouveau"),
            })
          : ok({ ...plain, found: "not loaded" }),
    ),
  ];
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
        const signed = module.signer !== undefined;
        const why = signed
          ? "The module is signed with a key that the firmware may not know, so the kernel refuses it."
          : "The kernel refuses a module without a signature.";
        return fault(plain, "fail", {
          found: signed
            ? `on; the module is signed by ${module.signer ?? ""} but not loaded`
            : "on; the module has no signature",
          why,
          ...fixFor(input, "secure-boot"),
        });
      },
    ),
  ];
};
