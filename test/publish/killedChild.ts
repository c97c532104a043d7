import { layoutRepository } from "../../src/registry/layout.ts";
import { testSystem } from "../registry/world.ts";
import { promoteWith } from "./promoteWith.ts";
import { testedImages } from "./testedImages.ts";

// Builds, tests and promotes three images into a layout; its parent kills it at some moment.
const [dir = ""] = process.argv.slice(2);
const sys = testSystem({ realClock: true });
const to = layoutRepository(sys, `${dir}/images`);
// Layers are made in a folder of the run, since a layout takes their files as they are.
const { promotions } = await testedImages(sys, to, await sys.files.makeTemp("run-", dir));
await promoteWith(sys)(to, promotions);
