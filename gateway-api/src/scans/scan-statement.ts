/** When and where something was first seen, as coarse as it is kept; no commune where the reader named none. */
export interface Sighting {
  /** YYYY-MM-DD in Việt Nam. */
  readonly day: string;
  readonly commune?: string;
}

/** What readers told about one label. */
export interface ScanCounts {
  /** Of the last days of the thresholds. */
  readonly scans: number;
  /** Different communes among them. */
  readonly communes: number;
  readonly first?: Sighting;
  /** The first reader who said to have bought the thing. */
  readonly claim?: Sighting;
}

/** From when on counts speak for copies: so many scans in so many communes within so many days. */
export interface CloneThresholds {
  readonly scans: number;
  readonly communes: number;
  readonly days: number;
}

/** The gateway's word about one label; proven by nothing. */
export interface ScanStatement extends ScanCounts {
  readonly days: number;
  readonly copied: boolean;
}

/** One thing is seldom scanned often in many places; a shop's shelf is, but in one. */
export const scanStatement = (counts: ScanCounts, { scans, communes, days }: CloneThresholds): ScanStatement => ({
  ...counts,
  days,
  copied: counts.scans >= scans && counts.communes >= communes,
});
