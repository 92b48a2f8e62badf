export { aiTable, primaryKeys, type AiComponent, type AiSpec } from './ai-table.ts';
export { gs1CheckDigit, hasGs1CheckDigit } from './check-digit.ts';
export { gs1CheckPair, hasCheckPair } from './check-pair.ts';
export { containerCheckDigit, isContainerNumber } from './container-number.ts';
export {
  buildDigitalLink,
  canonicalLink,
  canonicalStem,
  elementsOf,
  parseDigitalLink,
  pathText,
  type DigitalLink,
} from './digital-link.ts';
export { checkElement, elementString, specOf, type Element } from './element.ts';
export { Gs1Error, type Gs1ErrorCode } from './gs1-error.ts';
export { decodeValue, encodeValue } from './percent.ts';
