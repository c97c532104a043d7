import type { Note } from "./note.ts";
import type { Catalog } from "../catalog/facts.ts";
import { majorOf, minorOf } from "../catalog/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "../matrix/cell.ts";
import type { CellHardware, CellWithLock } from "./hardware.ts";
import type { SmokeRequirement } from "../matrix/requestValues.ts";
import { librariesOf } from "../matrix/libraryRelease.ts";

const ended = (cell: Cell, catalog: Catalog): Note[] =>
  librariesOf(cell, catalog).flatMap((library) =>
    library.ended === undefined
      ? []
      : [
          {
            code: "library-ended" as const,
            message: library.ended.message,
            source: library.ended.source,
          },
        ],
  );

/** CUDA x.y of a lock's wheels; undefined when none of them brings a CUDA runtime. */
const wheelCuda = (
  lock: Pick<Lock, "wheels">,
  cuda: string,
  catalog: Catalog,
): string | undefined => {
  const runtime = catalog.wheels[majorOf(cuda)]?.runtime;
  const version = lock.wheels.find((wheel) => wheel.name === runtime)?.version;
  return version === undefined ? undefined : minorOf(version);
};

const older = (cell: Cell, lock: Pick<Lock, "wheels">, catalog: Catalog): Note[] => {
  const found = wheelCuda(lock, cell.cuda, catalog);
  if (found === undefined || found === minorOf(cell.cuda)) return [];
  return [
    {
      code: "wheels-of-older-cuda",
      message: `The base is CUDA ${minorOf(cell.cuda)}, its wheels are built for CUDA ${found}.`,
      source: catalog.wheels[majorOf(cell.cuda)]?.source ?? "matrix/cuda.yml",
    },
  ];
};

const cards = (hardware: CellHardware, catalog: Catalog): Note[] => {
  const limits = Object.entries(hardware.limitedBy).filter(([, libraries]) => libraries.length > 0);
  const byLibraries = Map.groupBy(limits, ([, libraries]) => libraries.join(", "));
  return [...byLibraries].map(([libraries, found]) => ({
    code: "gpu-limited" as const,
    message:
      "No code for compute capability " +
      `${found.map(([capability]) => capability).join(", ")} in ${libraries}, which ` +
      "other libraries of the set have.",
    source:
      hardware.code.find((code) => libraries.includes(code.library))?.source ??
      catalog.drivers.source,
  }));
};

const unmeasured = (hardware: CellHardware): Note[] =>
  hardware.unmeasured.length === 0
    ? []
    : [
        {
          code: "not-measured",
          message:
            `It has not been measured which GPUs ${hardware.unmeasured.join(", ")} has ` +
            "code for.",
          source: "matrix/libraries",
        },
      ];

/** Says of a cell without a GPU library that a proof from a GPU asks nothing more of it. */
export const requirementNotes = (
  cell: Pick<Cell, "libraries">,
  require: SmokeRequirement,
  { libraries }: Pick<Catalog, "libraries">,
): Note[] =>
  require === "cpu" || cell.libraries.some((name) => libraries.get(name)?.gpu === true)
    ? []
    : [
        {
          code: "nothing-for-gpu",
          message:
            `smoke.require is ${require}, and no library of this set uses a GPU: its probes ` +
            "run on the CPU, and its tags move without a GPU having been seen.",
          source: "matrix/libraries",
        },
      ];

/** Notes on an accepted cell, from its lock and hardware. */
export const notesOn = (
  { cell, lock }: CellWithLock,
  hardware: CellHardware,
  catalog: Catalog,
): Note[] => [
  ...ended(cell, catalog),
  ...older(cell, lock, catalog),
  ...cards(hardware, catalog),
  ...unmeasured(hardware),
];
