// src/matrix/onStandIn.ts
/** The name of the stand-in on the axis of Ubuntu releases. */
const STAND_IN = "stand-in";
/** Whether the id of a cell says that it stands on a stand-in. */
const isStandInCell = (id) => id.includes(`-${STAND_IN}-py`);
/** Whether a request asks for a stand-in by name. */
const namesStandIn = ({ matrix, include, customization }) => matrix.ubuntu.includes(STAND_IN) || include.some(({ ubuntu }) => ubuntu === STAND_IN) || (customization?.cells ?? []).some(({ pattern }) => pattern.ubuntu === STAND_IN);
const moved = (pattern) => pattern.ubuntu === void 0 ? pattern : {
	...pattern,
	ubuntu: STAND_IN
};
const movedCells = (cells) => cells.map((one) => ({
	...one,
	pattern: moved(one.pattern)
}));
const distinct = (patterns) => [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
/**
* The same request with the stand-in in place of each Ubuntu release. What leaves out a release by
* its name leaves out nothing here. Pure.
*/
const onStandIn = (request) => ({
	...request,
	matrix: {
		...request.matrix,
		ubuntu: [STAND_IN]
	},
	include: distinct(request.include.map(moved)),
	exclude: request.exclude.filter(({ ubuntu }) => ubuntu === void 0),
	...request.default === void 0 ? {} : { default: moved(request.default) },
	...request.customization === void 0 ? {} : { customization: {
		...request.customization,
		cells: movedCells(request.customization.cells)
	} }
});
export { namesStandIn as n, onStandIn as r, isStandInCell as t };
