import { expect, test } from "vitest";
import { requireStepNetwork, type StepsOfBuild } from "../../src/engine/stepNetwork.ts";

const off = { text: "true", network: false };
const on = { text: "true", network: true };

test.each<[string, string, StepsOfBuild["steps"], boolean, boolean]>([
  ["podman", "4.3.1", [off, on], false, true],
  ["podman", "4.3.1", [off], false, false],
  ["podman", "4.3.1", [on, on], true, false],
  ["podman", "4.3.1", [off], true, true],
  ["podman", "4.4.0", [off, on], true, false],
  ["buildx", "0.13.1", [off, on], true, false],
])("%s %s and steps %j, whole image %j: refused %j", (name, version, steps, isWhole, refused) => {
  let message = "";
  try {
    requireStepNetwork({ name, version }, { steps, isWhole });
  } catch (error) {
    message = String(error);
  }
  expect(message.includes("cannot keep single steps of `run` off the network")).toBe(refused);
});
