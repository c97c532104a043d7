// src/registry/retryTable.ts
/**
* The whole of what is tried again. `race`: distribution on a file system does not write its links
* at once, so a manifest that comes while another client sends one of its blobs is answered
* DIGEST_INVALID; and what we send has been checked against its digest here. A registry that says
* how long to wait (Retry-After) is believed up to LONGEST_WAIT.
*/
const RETRIES = [
	{
		fault: "network",
		statuses: [],
		attempts: 5,
		pause: 400,
		when: "safe"
	},
	{
		fault: "rate-limit",
		statuses: [429],
		attempts: 6,
		pause: 1e3,
		when: "always"
	},
	{
		fault: "server",
		statuses: [
			408,
			500,
			502,
			503,
			504,
			520,
			521,
			522,
			523,
			524,
			525,
			526,
			527
		],
		attempts: 5,
		pause: 400,
		when: "safe"
	},
	{
		fault: "race",
		statuses: [],
		codes: ["DIGEST_INVALID"],
		attempts: 5,
		pause: 100,
		when: "safe"
	}
];
/** Milliseconds; pauses after faults do not grow beyond this. */
const LONGEST_PAUSE = 3200;
/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
const LONGEST_WAIT = 12e4;
/**
* Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable.
*/
const retryAfter = (value, now) => {
	if (value === void 0) return void 0;
	if (/^[0-9]+$/.test(value.trim())) return Number(value) * 1e3;
	const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
};
const ruleFor = (fault) => RETRIES.find((rule) => "network" in fault ? rule.fault === "network" : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true);
/** Which row of the table a fault belongs to; undefined for what is not tried again. */
const faultKind = (fault) => ruleFor(fault)?.fault;
/**
* Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is
* over.
*/
const pauseBefore = (next, fault, { safe, most = (table) => table }) => {
	const rule = ruleFor(fault);
	if (rule === void 0 || next > most(rule.attempts) || rule.when === "safe" && !safe) return void 0;
	const requested = "network" in fault ? void 0 : fault.wait;
	const grown = rule.pause * 2 ** (next - 2);
	const wait = requested ?? (rule.fault === "rate-limit" ? grown : Math.min(LONGEST_PAUSE, grown));
	return wait > 12e4 ? void 0 : wait;
};
// src/registry/statedWait.ts
const TOO_MANY = 429;
/** A number from here on is a time since the epoch, in seconds; a wait of 30 years is none. */
const EPOCH = 1e9;
const SECONDS = /^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:s|sec|secs|seconds?)?\s*(?:,\s*[0-9]|$)/i;
/** Seconds until something, or the time of it in seconds since the epoch; in milliseconds. */
const seconds = (value, now) => {
	const [, stated] = SECONDS.exec(value ?? "") ?? [];
	if (stated === void 0) return void 0;
	const number = Number(stated);
	return Math.max(0, Math.ceil(number >= EPOCH ? number * 1e3 - now : number * 1e3));
};
/** `RateLimit: "default";r=0;t=30`, and the older `limit=100, remaining=0, reset=30`. */
const rateLimit = (value) => /(?:^|[;,\s])(?:t|reset)=([0-9]+)/.exec(value ?? "")?.[1];
/**
* Milliseconds that a server asks to be left alone, in any of the forms that servers use:
* Retry-After in seconds, as a date or as a time since the epoch, in milliseconds
* (`retry-after-ms`), Docker Hub's `x-retry-after`, and the headers of rate limits. Undefined where
* it says nothing that can be read.
*/
const statedWait = ({ status, headers }, now) => {
	const milliseconds = headers["retry-after-ms"];
	const asked = seconds(headers["retry-after"], now) ?? retryAfter(headers["retry-after"], now) ?? (milliseconds !== void 0 && /^[0-9]+$/.test(milliseconds) ? Number(milliseconds) : void 0) ?? seconds(headers["x-retry-after"], now) ?? retryAfter(headers["x-retry-after"], now);
	if (asked !== void 0 || status !== TOO_MANY) return asked;
	return seconds(headers["x-ratelimit-reset-after"], now) ?? seconds(rateLimit(headers["ratelimit"]), now) ?? seconds(headers["ratelimit-reset"], now) ?? seconds(headers["x-ratelimit-reset"], now) ?? seconds(headers["x-rate-limit-reset"], now);
};
export { pauseBefore as i, LONGEST_WAIT as n, faultKind as r, statedWait as t };
