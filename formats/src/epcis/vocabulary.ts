/**
 * Core Business Vocabulary 2.0: the words that stand bare in EPCIS JSON, and the URI each is short for. A value that is none of them must be
 * a URI of another vocabulary.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** What a word is appended to. */
  readonly uri: string;
  /** Namespaces whose terms are written bare, so that a URI in them is no user vocabulary. */
  readonly closed: RegExp;
}

const cbv = /^(urn:epcglobal:cbv|https?:\/\/(ns|ref)\.gs1\.org\/cbv\/)/;
const webVocabulary = /^https?:\/\/(www\.)?gs1\.org\/voc\//;
const ofCbv = (prefix: string, text: string): Vocabulary => ({
  words: words(text),
  uri: `https://ref.gs1.org/cbv/${prefix}-`,
  closed: cbv,
});
const ofGs1 = (text: string): Vocabulary => ({
  words: words(text),
  uri: 'https://gs1.org/voc/',
  closed: webVocabulary,
});

export const vocabularies = {
  bizStep: ofCbv(
    'BizStep',
    `accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
     decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
     killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
     sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
     void_shipping`,
  ),
  disposition: ofCbv(
    'Disp',
    `active available completeness_inferred completeness_verified conformant container_closed container_open damaged
     destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
     mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled
     reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`,
  ),
  bizTransactionType: ofCbv('BTT', 'bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt'),
  sourceDestType: ofCbv('SDT', 'owning_party possessing_party location'),
  errorReason: ofCbv('ER', 'did_not_occur incorrect_data'),
  component: ofCbv(
    'Comp',
    `x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude
     altitude`,
  ),
  sensorAlert: ofGs1('ALARM_CONDITION ERROR_CONDITION'),
  measurement: ofGs1(
    `AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance
     AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance
     Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge
     ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance
     Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux
     MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity
     MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity RelativeHumidity
     Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage
     Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`,
  ),
} as const satisfies Record<string, Vocabulary>;
export type VocabularyName = keyof typeof vocabularies;

const standardPrefixes: Readonly<Record<string, string>> = {
  cbv: 'https://ref.gs1.org/cbv/',
  gs1: 'https://gs1.org/voc/',
};

/** The full URI of a CURIE in a namespace of GS1 (`cbv:Comp-latitude`); anything else as it is. */
const expanded = (value: string): string => {
  const at = value.indexOf(':');
  const namespace = Object.hasOwn(standardPrefixes, value.slice(0, at)) ? standardPrefixes[value.slice(0, at)] : '';
  return namespace ? namespace + value.slice(at + 1) : value;
};

/** The bare word for a word, its URI or its CURIE; other values as they are. */
export const bareWord = (name: VocabularyName, value: string): string => {
  const { words: known, uri } = vocabularies[name];
  const full = expanded(value);
  const word = full.startsWith(uri) ? full.slice(uri.length) : value;
  return known.has(word) ? word : value;
};

/** The URI of a bare word; other values as they are. */
export const wordUri = (name: VocabularyName, value: string): string => {
  const word = bareWord(name, value);
  return vocabularies[name].words.has(word) ? vocabularies[name].uri + word : value;
};

/** True for a word of the vocabulary, or a URI of another one. */
export const isTerm = (name: VocabularyName, value: string): boolean => {
  const { words: known, closed } = vocabularies[name];
  if (known.has(bareWord(name, value))) return true;
  return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(value) && !closed.test(expanded(value));
};

/** Field of an event -> vocabulary of its values, by the path without indices. */
export const vocabularyOfField: Readonly<Record<string, VocabularyName>> = {
  bizStep: 'bizStep',
  disposition: 'disposition',
  'persistentDisposition/set': 'disposition',
  'persistentDisposition/unset': 'disposition',
  'bizTransactionList/type': 'bizTransactionType',
  'sourceList/type': 'sourceDestType',
  'destinationList/type': 'sourceDestType',
  'errorDeclaration/reason': 'errorReason',
  'sensorElementList/sensorReport/type': 'measurement',
  'sensorElementList/sensorReport/exception': 'sensorAlert',
  'sensorElementList/sensorReport/component': 'component',
};
