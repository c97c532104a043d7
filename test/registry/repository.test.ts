import { startFakeRegistry } from "../fakes/registry.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { describeRepository } from "./contract.ts";
import { repositoryAt, tempFolder, testSystem } from "./world.ts";

describeRepository("a registry", async () => {
  const fake = await startFakeRegistry();
  const sys = testSystem();
  return {
    repository: repositoryAt(sys, `${fake.host}/team/images`),
    sibling: repositoryAt(sys, `${fake.host}/team/other`),
    close: fake.close,
  };
});

describeRepository("a registry that takes blobs in pieces", async () => {
  const fake = await startFakeRegistry({ pageSize: 2 });
  const sys = testSystem();
  return {
    repository: repositoryAt(sys, `${fake.host}/team/images`, { chunk: 5 }),
    sibling: repositoryAt(sys, `${fake.host}/team/other`),
    close: fake.close,
  };
});

describeRepository("an image layout", async () => {
  const { dir, remove } = await tempFolder();
  const sys = testSystem();
  return {
    repository: layoutRepository(sys, `${dir}/images`),
    sibling: layoutRepository(sys, `${dir}/images`),
    close: remove,
  };
});
