import type { Cell } from "../matrix/cell.ts";
import { DEFAULT_USER } from "../matrix/imageUser.ts";
import {
  APT_MOUNTS,
  aptArgument,
  aptCall,
  aptExtras,
  aptFiles,
  type AptRecipe,
  type ContextFile,
} from "./aptRecipe.ts";
import { eachOnce } from "./aptPackages.ts";
import { runWord } from "./quote.ts";
import { sudoersScript, userScript } from "./userRecipe.ts";
import type { SystemRecipe } from "./recipe.ts";

type SystemInput = Omit<SystemRecipe, "script" | "base" | "files"> & AptRecipe;

/** Packages go to `lib/python3`, so that their layers fit every Python. */
const venv = (python: string): string[] => [
  `umask 002; python${python} -m venv --without-pip /opt/venv;`,
  `mv /opt/venv/lib/python${python} /opt/venv/lib/python3; ln -s python3 ` +
    `/opt/venv/lib/python${python};`,
  `mkdir -p /opt/venv/include/site/python3; ln -s python3 /opt/venv/include/site/python${python};`,
  "chmod -R g=u /opt/venv;",
];

/** Names of the apt packages that an image asks for, sorted. */
export const askedPackages = (
  recipe: Pick<SystemRecipe, "apt"> & Parameters<typeof aptExtras>[0],
): string[] => [...eachOnce([...new Set([...recipe.apt.asked, ...aptExtras(recipe)])].sort())];

/**
 * The stage `system`: the only one that an engine builds in linked mode, and the first of each
 * cell's Containerfile. Its text is part of the layer's key, so it names neither base nor cell.
 * `BASE` is an argument that stands before it.
 */
const systemScript = (recipe: SystemInput): string => {
  const body = [
    ...(recipe.locales.length === 0
      ? []
      : [`export LOCALES=${runWord(recipe.locales.join(" "))};`]),
    ...aptCall(recipe, askedPackages(recipe)),
    ...userScript(recipe.user),
    ...(recipe.sudo ? sudoersScript(recipe.user) : []),
    ...(recipe.pythonFrom === "ubuntu" ? venv(recipe.python) : []),
    "apt-get clean; rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt " +
      "/var/log/*.log /var/log/lastlog /var/log/faillog",
  ];
  const last =
    "    /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old " +
    "/var/lib/dpkg/*-old /etc/ssh/ssh_host_* /etc/*-";
  return (
    `FROM \${BASE} AS system\n${aptArgument(recipe)}RUN ${APT_MOUNTS} set -eu; ` +
    `umask 022; \\\n    ${[...body, last].join(" \\\n    ")}\n`
  );
};

/**
 * A folder with nothing but the stage `system`: what an engine is given in linked mode, where the
 * base is named by the engine.
 */
export const systemContext = ({
  script,
  files,
}: Pick<SystemRecipe, "script" | "files">): ContextFile[] => [
  { path: "Containerfile", content: `ARG BASE\n${script}` },
  ...files,
];

/**
 * What decides the system layer of a cell. `base` is the digest of the base's manifest for this
 * platform.
 */
export const systemRecipe = (
  cell: Pick<Cell, "python" | "pythonFrom" | "ubuntu">,
  recipe: AptRecipe,
  {
    base,
    user = DEFAULT_USER,
    ...chosen
  }: Pick<SystemRecipe, "base" | "sudo" | "libraryPackages" | "locales"> &
    Partial<Pick<SystemRecipe, "user">>,
): SystemRecipe => {
  const { apt } = recipe;
  const common = {
    release: cell.ubuntu,
    apt,
    python: cell.python,
    pythonFrom: cell.pythonFrom,
    user,
    ...chosen,
  };
  return {
    ...common,
    base,
    script: systemScript({ ...recipe, ...common }),
    files: aptFiles(recipe),
  };
};
