import * as z from "zod";
import { requestFileFor } from "../../src/matrix/requestFormat.ts";
import { libraryFile } from "../../src/catalog/libraryFormat.ts";

/** A JSON schema for editors, as a file of the project. */
export interface SchemaFile {
  /** Path from the project's root. */
  readonly name: string;
  readonly text: string;
}

type Json = Record<string, unknown>;

/**
 * Our decoders read every scalar as text. Editors read YAML's own kinds, where 12.8 is a number and
 * true a boolean.
 */
const asYamlReads = ({
  jsonSchema,
}: {
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void => {
  const schema = jsonSchema as Json;
  // Keys are always texts, and an editor has nothing to say about their form.
  delete schema["propertyNames"];
  if (Array.isArray(schema["enum"]) && schema["enum"].join() === "true,false") {
    delete schema["enum"];
    schema["type"] = "boolean";
  } else if (schema["type"] === "boolean" && typeof schema["default"] === "string") {
    // What wraps the enumeration and has its default.
    schema["default"] = schema["default"] === "true";
  } else if (schema["type"] === "string" && schema["enum"] === undefined) {
    schema["type"] = ["string", "number"];
  }
};

const text = (schema: z.ZodType, title: string, description: string): string => {
  const made = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    override: asYamlReads,
  });
  const { $schema, ...rest } = made;
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
};

/**
 * The JSON schemas of dl-env.yml and library.yml, from the decoders that read them; `engines` is
 * what the key `engine` may be.
 */
export const schemas = (engines: readonly string[]): SchemaFile[] => [
  {
    name: "docs/schema/dl-env.schema.json",
    text: text(
      requestFileFor(engines),
      "dl-env.yml",
      "What dl-env builds: a matrix of CUDA, Ubuntu, Python, flavors and sets of libraries.",
    ),
  },
  {
    name: "docs/schema/library.schema.json",
    text: text(
      libraryFile,
      "library.yml",
      "One library of the catalog: its packages by CUDA and Python, its limits, its traps and its GPU code.",
    ),
  },
];
