import { proveImages } from "../../pipeline.ts";
import { smokeText } from "../../report/smoke.ts";
import { readSmokeShard } from "../handover.ts";
import { assertMay, type StepCommand } from "../step.ts";
import { stepImages } from "./images.ts";
import { openStep, withPlan } from "./session.ts";

/** Runs probes in this shard's images, by the digests it was given, and keeps the proofs beside them. Exit 1 when one lacks what is required. */
export const smoke: StepCommand = async (context) => {
  const { sys, inputs } = context;
  if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted") assertMay(context, "gpu", "use a self-hosted runner");
  const opened = await openStep(context);
  const { session, planned } = opened;
  const wanted = inputs.planFolder === undefined || inputs.shard === undefined ? undefined : await readSmokeShard(sys.files, inputs.planFolder, inputs.shard);
  const images = (await stepImages(context, session, planned)).filter(({ cell, digest }) => wanted?.some((one) => one.cell === cell && one.digest === digest) ?? true);
  const gpus = session.request.smoke.require === "cpu" ? "none" : "all";
  const proven = await withPlan(opened, sys.log.group("Testing", () => proveImages(session, planned, images, { gpus })));
  sys.log.info(smokeText(proven));
  const reports = proven.map(({ report }) => report);
  return {
    exit: proven.every(({ ok }) => ok) ? 0 : 1,
    reports,
    notes: proven.filter(({ ok }) => !ok).map(({ image, reasons }) => `${image.cell} keeps its tags where they are. ${reasons.join(" ")}`),
    outputs: { report: JSON.stringify(reports), changed: String(proven.some(({ ran }) => ran)) },
  };
};
