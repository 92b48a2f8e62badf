export { bitAt, decodeBitstring, encodeBitstring, minEntries } from './bitstring.ts';
export {
  buildStatusList,
  type StatusEntry,
  statusEntriesOf,
  statusIn,
  type StatusList,
  type StatusPurpose,
} from './status-list-credential.ts';
export { type StatusPlace, statusPlaces } from './status-places.ts';
