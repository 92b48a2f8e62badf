/** The topology that the embedded and the real network share. */
export * from '../../../network/src/topology.ts';
