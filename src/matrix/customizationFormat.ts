import * as z from "zod";
import { flag, name, text } from "../catalog/fieldFormats.ts";

// The keys of dl-env.yml for one's own things in images: at its top for all of them, in an entry of
// `include` for the cells that it names. What values may be is checked in checkCustomization.ts,
// where it is known which names are taken.

const values = z.record(text, z.string());

/** Packages of one's own, locked as dl-env's are. */
export const aptPackages = z
  .array(
    text.regex(
      /^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/,
      "must be the name of an apt package, with =VERSION behind it where it must be that one",
    ),
  )
  .default([])
  .meta({ description: "apt packages, locked as dl-env's own are" });

const filesEntry = z.strictObject({
  from: text.meta({ description: "A file or folder, from the folder of dl-env.yml" }),
  to: text.meta({ description: "Absolute path in the image" }),
  mode: text
    .regex(/^0?[0-7]{3}$/, "must be three octal digits, such as 0644")
    .optional()
    .meta({ description: "Of files; 0644 unless asked, or 0755 for those that may be run" }),
  owner: text
    .regex(/^\d{1,9}:\d{1,9}$/, "must be numbers of user and group, such as 1000:0")
    .optional()
    .meta({ description: "Numbers of user and group; 0:0 unless asked" }),
});

const indexEntry = z.strictObject({
  name: name.meta({ description: "Under which the environment has its login" }),
  url: text.meta({ description: "Address of its pages, without a login" }),
});

/** Keys that change images. */
export const customizationKeys = {
  env: values.optional().meta({ description: "Environment variables; values are never expanded" }),
  labels: values.optional().meta({ description: "Labels of the image" }),
  workdir: text.optional().meta({ description: "Where commands start, such as /home/dev" }),
  timezone: text.optional().meta({ description: "Name in the tz database, such as Europe/Berlin" }),
  locale: text.optional().meta({ description: "Language and encoding, such as de_DE.UTF-8" }),
  user: z
    .strictObject({
      name: text.optional().meta({ description: "`dev` unless asked; the home is /home/NAME" }),
      uid: text.optional().meta({ description: "1000 unless asked; at most 60000" }),
      gid: text.optional().meta({ description: "The primary group; 0 unless asked" }),
    })
    .optional()
    .meta({ description: "The image's user, who is in group 0 whatever the primary group is" }),
  files: z
    .union([text, z.array(filesEntry)])
    .optional()
    .meta({ description: "A folder whose content is laid over the image, or a list of files" }),
  run: z
    .array(z.union([text, z.strictObject({ run: text, network: flag })]))
    .optional()
    .meta({ description: "Steps of bash, as root, off the network unless `network: true`" }),
  index: z
    .array(indexEntry)
    .optional()
    .meta({ description: "Package indexes that are asked before all others, in this order" }),
  ports: z
    .array(text)
    .optional()
    .meta({ description: "Ports that the image names as its own: 8888, or 53/udp" }),
};

/** What dl-env.yml may say in an entry of `include` beside axes. */
export const customizationOfCells = {
  ...customizationKeys,
  base: text.optional().meta({
    description: "Repository of these cells' bases, with nvidia/cuda's tags",
  }),
  apt: z.strictObject({ packages: aptPackages }).optional(),
};

/** The keys as they were read, from either place. */
export type CustomizationFile = z.output<
  z.ZodObject<
    typeof customizationKeys & {
      base: z.ZodOptional<z.ZodType<string>>;
      apt: z.ZodOptional<z.ZodType<{ packages: string[] }>>;
    }
  >
>;
