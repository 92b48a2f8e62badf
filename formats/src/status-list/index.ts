export { bitAt, decodeBitstring, encodeBitstring, minEntries } from './bitstring.ts';
export {
  buildStatusList,
  type StatusEntry,
  statusEntriesOf,
  statusIn,
  type StatusList,
  type StatusPurpose,
} from './status-list-credential.ts';
export {
  issueTokenStatusList,
  statusListJwtType,
  tokenStatuses,
  tokenStatusIn,
  tokenStatusReference,
} from './token-status-list.ts';
export { type StatusPlace, statusPlaces } from './status-places.ts';
