import type { RunEngine } from "../container/runEngine.ts";
import type { RunOutcome } from "../commands/runCommand.ts";
import type { RunSpec } from "../container/runSpec.ts";

/**
 * What to type after services have started in the background; the token stands in the container's
 * log only.
 */
export const startedText = (spec: RunSpec, engine: Pick<RunEngine, "name">): string => {
  const lines = [`started ${spec.name}`];
  for (const port of spec.ports) {
    if (port.name === "ssh")
      lines.push(
        `ssh:      ssh -p ${port.host} ${spec.user.name}@127.0.0.1   # from another machine: ssh -J ` +
          `USER@THIS-HOST -p ${port.host} ${spec.user.name}@127.0.0.1`,
      );
    if (port.name === "jupyter") {
      lines.push(
        `jupyter:  http://127.0.0.1:${port.host}/lab   # from another machine: ssh -L ${port.host}:127.0.0.1:${port.host} USER@THIS-HOST`,
      );
      lines.push(`token:    ${engine.name} logs ${spec.name} 2>&1 | grep -m1 token=`);
    }
  }
  lines.push(
    `shell:    ${engine.name} exec -it ${spec.name} bash`,
    `log:      ${engine.name} logs --follow ${spec.name}`,
    `stop:     ${engine.name} rm --force ${spec.name}`,
  );
  return lines.join("\n");
};

/**
 * What was asked to be printed, or how to use what was started; a container that ran in front has
 * spoken itself.
 */
export const runText = ({ document, code, result }: RunOutcome): string => {
  if (document !== undefined) return document;
  return code === undefined ? startedText(result.spec, { name: result.engine }) : "";
};
