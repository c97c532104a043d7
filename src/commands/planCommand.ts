import { wrongRequest } from "../errors/error.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { exitOfPlan } from "../plan/incomplete.ts";
import { whyText } from "../report/whyText.ts";
import { planText } from "../report/planTable.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./outcome.ts";

const why = ({ plan, judged }: Planned, id: string): string => {
  const found = judged.find(({ cell }) => cell.id === id);
  if (found !== undefined) return whyText(found, plan);
  throw wrongRequest({
    code: "unknown-cell",
    message: `The plan has no cell ${id}.`,
    hint: `It has: ${judged.map(({ cell }) => cell.id).join(", ")}\nAll of them: dl-env plan`,
  });
};

/** Expands the matrix, judges every cell, and shows what is missing. Exit 3 when cells are unknown or what is missing is, 1 when none is accepted, else 0. */
export const plan = async (
  sys: System,
  options: SessionOptions & { readonly why?: string },
): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const planned = await planCells(session);
  const exit = exitOfPlan(planned.plan, options.offline === true);
  return {
    text: options.why === undefined ? planText(planned.plan) : why(planned, options.why),
    json: planned.plan,
    exit,
  };
};
