// src/plan/planInputs.ts
/** The lock of an accepted cell; undefined for any other. */
const lockOfCell = ({ verdict }, locks) => verdict.kind === "accepted" ? locks.get(verdict.lock) : void 0;
export { lockOfCell as t };
