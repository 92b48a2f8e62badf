import type { CommandRoute } from '../command-route.ts';
export declare const carbonRoutes: readonly CommandRoute[];
/** Path of a list -> record type. */
export declare const carbonLists: {
    readonly '/api/carbon/projects': 'carbon/project';
    readonly '/api/carbon/plots': 'carbon/plot';
    readonly '/api/carbon/monitoring': 'carbon/monitoring';
    readonly '/api/carbon/issuances': 'carbon/issuance';
    readonly '/api/carbon/blocks': 'carbon/block';
    readonly '/api/carbon/retirements': 'carbon/retirement';
    readonly '/api/carbon/annotations': 'carbon/annotation';
    readonly '/api/carbon/reversals': 'carbon/reversal';
    readonly '/api/carbon/inventories': 'carbon/inventory';
    readonly '/api/carbon/offers': 'carbon/offer';
};
