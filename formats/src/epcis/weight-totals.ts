import { isObject, listOf, type JsonObject, type JsonValue } from './json.ts';

/** Units of mass (UN/CEFACT Recommendation 20) -> power of ten of a milligram. */
const powers: Readonly<Record<string, number>> = { MGM: 0, GRM: 3, KGM: 6, TNE: 9 };

/** Whole milligrams of a decimal number of a unit; parts of a milligram are dropped. */
const milligrams = (quantity: number, power: number): bigint => {
  const [, whole = '0', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(quantity.toFixed(9)) ?? [];
  return (BigInt(whole + fraction.padEnd(9, '0').slice(0, 9)) * 10n ** BigInt(power)) / 10n ** 9n;
};

/** Sum of a list in milligrams; undefined when something in it was not weighed. */
const weigh = (value: JsonValue | undefined): bigint | undefined => {
  let sum = 0n;
  for (const entry of listOf(value)) {
    const { quantity, uom } = isObject(entry) ? entry : {};
    const power = powers[String(uom)];
    if (power === undefined || typeof quantity !== 'number' || quantity < 0) return undefined;
    sum += milligrams(quantity, power);
  }
  return sum;
};

const filled = (value: JsonValue | undefined): boolean => listOf(value).length > 0;

/**
 * What went into a transformation and what came out of it, in milligrams as decimal strings; null where either side has something
 * that was not weighed, or is not told: then the sides cannot be compared.
 */
export const weightTotals = (event: JsonObject): JsonValue => {
  if (event['type'] !== 'TransformationEvent' || filled(event['inputEPCList'])) return null;
  if (!filled(event['inputQuantityList']) || !filled(event['outputQuantityList'])) return null;
  const inputs = weigh(event['inputQuantityList']);
  // What came out and was not weighed cannot make it lighter.
  const outputs = weigh(
    listOf(event['outputQuantityList']).filter((entry) => isObject(entry) && String(entry['uom']) in powers),
  );
  return inputs === undefined || outputs === undefined ? null : { inputs: String(inputs), outputs: String(outputs) };
};
