import type { RequestHandler } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { limits } from './prepare-events.ts';

const version = '2.0.0';
const parts = (text: string): number[] => text.split('.').map(Number);
/** Whether `text` is at most `other`, as versions. */
const atMost = (text: string, other: string): boolean => {
  const [left, right] = [parts(text), parts(other)];
  for (let at = 0; at < 3; at += 1) if ((left[at] ?? 0) !== (right[at] ?? 0)) return (left[at] ?? 0) < (right[at] ?? 0);
  return true;
};
const checks: Readonly<Record<string, (value: string) => boolean>> = {
  ...Object.fromEntries(
    ['GS1-EPCIS-Version', 'GS1-CBV-Version'].map((name) => [name, (value: string) => /^2\.0(\.\d+)?$/.test(value)]),
  ),
  ...Object.fromEntries(
    ['GS1-EPCIS-Min', 'GS1-CBV-Min'].map((name) => [name, (value: string) => atMost(value, version)]),
  ),
  ...Object.fromEntries(
    ['GS1-EPCIS-Max', 'GS1-CBV-Max'].map((name) => [name, (value: string) => atMost(version, value)]),
  ),
  'GS1-EPC-Format': (value) => ['No_Preference', 'Never_Translates', 'Always_GS1_Digital_Link'].includes(value),
};

const exposed = ['Link', 'Location', 'GS1-EPCIS-Version', 'GS1-CBV-Version', 'GS1-EPCIS-Min', 'GS1-EPCIS-Max'].concat([
  'GS1-EPCIS-Capture-Limit',
  'GS1-EPCIS-Capture-File-Size-Limit',
]);
const asked = ['Authorization', 'Content-Type', 'Accept-Language', 'GS1-Capture-Error-Behaviour', 'GS1-Extensions'];

/** What a browser asks before a page of another origin may send this (Fetch, section 3.3). */
export const allowed = (methods: string): Readonly<Record<string, string>> => ({
  'Access-Control-Allow-Methods': methods,
  'Access-Control-Allow-Headers': [...asked, ...Object.keys(checks)].join(', '),
  'Access-Control-Max-Age': '86400',
});

/** Says which versions are spoken, and refuses to speak another (EPCIS 2.0, section 12.6); JSON only. */
export const epcisHeaders: RequestHandler = (request, response, next) => {
  response
    .set('GS1-EPCIS-Version', version)
    .set('GS1-CBV-Version', version)
    .set('GS1-EPCIS-Min', version)
    .set('GS1-EPCIS-Max', version)
    .set('GS1-EPCIS-Capture-Limit', String(limits.events))
    .set('GS1-EPCIS-Capture-File-Size-Limit', String(limits.documentBytes))
    // Pages of other origins read as anyone does, or with a token of their own: a session's cookie does not go along with `*`.
    .set('Access-Control-Allow-Origin', '*')
    .set('Access-Control-Expose-Headers', exposed.join(', '));
  for (const [name, fits] of Object.entries(checks)) {
    const value = request.get(name);
    if (value !== undefined && !fits(value)) throw new HttpProblem('epcis/not-acceptable', `${name}: ${value}`);
  }
  const type = request.accepts(['application/json', 'application/ld+json']);
  if (type === false) throw new HttpProblem('epcis/not-acceptable', 'Accept');
  // The same bytes under either name; JSON where nothing is preferred.
  response.type(type);
  next();
};
