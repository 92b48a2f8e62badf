import type { z } from 'zod';
import type { Outcome } from '../../outcome.ts';
import type { carbonCommands } from './carbon.ts';
import * as block from './block-rules.ts';
import * as buffer from './buffer-rules.ts';
import * as exports from './export-rules.ts';
import * as inventory from './inventory-rules.ts';
import { issueUnits } from './issuance-rules.ts';
import * as monitoring from './monitoring-rules.ts';
import { importNationalCodes } from './national-rules.ts';
import * as plot from './plot-rules.ts';
import * as project from './project-rules.ts';
import type { Reads } from './reads.ts';
import * as retirement from './retirement-rules.ts';

export type CarbonCommandName = keyof typeof carbonCommands;
export type CarbonCommand<Name extends CarbonCommandName> = z.infer<(typeof carbonCommands)[Name]>;

/** Transaction name -> the rule that decides it. */
export const carbonRules: {
  readonly [Name in CarbonCommandName]: (command: CarbonCommand<Name>, ledger: Reads) => Promise<Outcome>;
} = {
  SubmitProject: project.submitProject,
  MoveProject: project.moveProject,
  AddPlot: plot.addPlot,
  FlagPlot: plot.flagPlot,
  DecidePlot: plot.decidePlot,
  SubmitMonitoring: monitoring.submitMonitoring,
  VerifyMonitoring: monitoring.verifyMonitoring,
  ApproveMonitoring: monitoring.approveMonitoring,
  RejectMonitoring: monitoring.rejectMonitoring,
  IssueUnits: issueUnits,
  SplitBlock: block.splitBlock,
  TransferBlock: block.transferBlock,
  AcceptTransfer: block.acceptTransfer,
  ReturnTransfer: block.returnTransfer,
  BlockUnits: block.blockUnits,
  UnblockUnits: block.unblockUnits,
  RetireBlock: retirement.retireBlock,
  AnnotateRetirement: retirement.annotateRetirement,
  CancelBlock: block.cancelBlock,
  DeclareAdjustment: exports.declareAdjustment,
  RequestExport: exports.requestExport,
  DecideExport: exports.decideExport,
  CompleteAdjustment: exports.completeAdjustment,
  ReverseUnits: buffer.reverseUnits,
  ReleaseBuffer: buffer.releaseBuffer,
  ImportNationalCodes: importNationalCodes,
  RecordInventory: inventory.recordInventory,
  CorrectInventory: inventory.correctInventory,
  VerifyInventory: inventory.verifyInventory,
  PostOffer: inventory.postOffer,
  CloseOffer: inventory.closeOffer,
};
