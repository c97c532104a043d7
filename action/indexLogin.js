// src/system/withoutVariables.ts
/**
* Takes variables out of this process's environment for as long as `work` runs, which is given
* their names: neither it nor what it starts has them.
*/
const withoutVariables = async (pattern, work) => {
	const removed = Object.entries(process.env).filter(([name]) => pattern.test(name));
	for (const [name] of removed) delete process.env[name];
	try {
		return await work(removed.map(([name]) => name));
	} finally {
		for (const [name, value] of removed) process.env[name] = value;
	}
};
// src/action/indexLogin.ts
/** uv's variables for logins to package indexes. */
const LOGINS = /^UV_INDEX_.+_(?:USERNAME|PASSWORD)$/;
/**
* The command, which finds no logins to package indexes where the table of docs/threat-model.md
* says that a run has no secrets.
*/
const withIndexRights = (command) => (context) => {
	const { sys, rights, row } = context;
	if (rights.secrets) return command(context);
	return withoutVariables(LOGINS, (names) => {
		if (names.length > 0) sys.log.info(`Logins to package indexes are not used in this run (${row}).`);
		return command(context);
	});
};
export { withIndexRights };
