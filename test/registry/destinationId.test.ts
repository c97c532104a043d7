import { expect, test } from "vitest";
import { destinationId } from "../../src/registry/destinationId.ts";

test("a destination has one id however it is written, and no other has it", () => {
  expect(destinationId("docker.io/you/images")).toBe(destinationId("you/images"));
  const ids = ["you/images", "ghcr.io/you/images", "ghcr.io/you/other", "oci:./images"].map(
    destinationId,
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
});
