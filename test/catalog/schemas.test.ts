import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { engineChoices } from "../../src/engine/engineNames.ts";
import { schemas } from "../../action/build/jsonSchemas.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), "utf8");

const validator = (name: string): ((value: unknown) => string[]) => {
  const file = schemas(engineChoices()).find((schema) => schema.name.endsWith(name));
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(file?.text ?? "false") as object,
  );
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
};

describe("the JSON schemas for editors", () => {
  test.each(schemas(engineChoices()).map((schema) => [schema.name, schema.text]))(
    "%s is what the decoders say today",
    async (name, text) => {
      // To write them anew: npx vitest run --project unit test/catalog/schemas.test.ts -u
      await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(name, root)));
    },
  );

  test("every library.yml of the catalog is valid as YAML reads it", async () => {
    const check = validator("library.schema.json");
    for (const name of await readdir(new URL("matrix/libraries/", root)))
      expect([name, ...check(parse(await read(`matrix/libraries/${name}/library.yml`)))]).toEqual([
        name,
      ]);
  });

  test("a request is valid with numbers, texts, single values and booleans", () => {
    const check = validator("dl-env.schema.json");
    expect(
      check(
        parse(
          "to: oci:./images\nmatrix: { cuda: 12.8, ubuntu: [24.04, '22.04'], python: [ubuntu, 3.12] }\nsudo: true\nsmoke: { require: cpu }\napt: { maxAge: 3 }\npins: { torch: 2.6 }\n",
        ),
      ),
    ).toEqual([]);
  });

  test.each([
    ["an unknown key", "to: oci:x\nmatrix: { cuda: 12.8, ubuntu: 24.04 }\nengin: podman\n"],
    ["a missing axis", "to: oci:x\nmatrix: { cuda: 12.8 }\n"],
    [
      "a word that is not allowed",
      "to: oci:x\nmatrix: { cuda: 12.8, ubuntu: 24.04 }\nbuild: linkk\n",
    ],
    ["a map where values belong", "to: oci:x\nmatrix: { cuda: { a: b }, ubuntu: 24.04 }\n"],
    ["a word for a boolean", "to: oci:x\nmatrix: { cuda: 12.8, ubuntu: 24.04 }\nsudo: maybe\n"],
  ])("%s is underlined", (_what, text) => {
    expect(validator("dl-env.schema.json")(parse(text))).not.toEqual([]);
  });
});
