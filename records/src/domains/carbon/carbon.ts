import * as block from './block.ts';
import * as inventory from './inventory.ts';
import * as monitoring from './monitoring.ts';
import * as project from './project.ts';

/** Transaction name -> schema of its one argument. */
export const carbonCommands = {
  SubmitProject: project.submitProjectSchema,
  MoveProject: project.moveProjectSchema,
  AddPlot: project.addPlotSchema,
  FlagPlot: project.flagPlotSchema,
  DecidePlot: project.decidePlotSchema,
  SubmitMonitoring: monitoring.submitMonitoringSchema,
  VerifyMonitoring: monitoring.verifyMonitoringSchema,
  ApproveMonitoring: monitoring.approveMonitoringSchema,
  RejectMonitoring: monitoring.rejectMonitoringSchema,
  IssueUnits: block.issueUnitsSchema,
  SplitBlock: block.splitBlockSchema,
  TransferBlock: block.transferBlockSchema,
  AcceptTransfer: block.acceptTransferSchema,
  ReturnTransfer: block.returnTransferSchema,
  BlockUnits: block.blockUnitsSchema,
  UnblockUnits: block.unblockUnitsSchema,
  RetireBlock: block.retireBlockSchema,
  AnnotateRetirement: block.annotateRetirementSchema,
  CancelBlock: block.cancelBlockSchema,
  DeclareAdjustment: block.declareAdjustmentSchema,
  RequestExport: block.requestExportSchema,
  DecideExport: block.decideExportSchema,
  CompleteAdjustment: block.completeAdjustmentSchema,
  ReverseUnits: block.reverseUnitsSchema,
  ReleaseBuffer: block.releaseBufferSchema,
  ImportNationalCodes: block.importNationalCodesSchema,
  RecordInventory: inventory.recordInventorySchema,
  CorrectInventory: inventory.correctInventorySchema,
  VerifyInventory: inventory.verifyInventorySchema,
  PostOffer: inventory.postOfferSchema,
  CloseOffer: inventory.closeOfferSchema,
} as const;

/** Record type -> schema of its body. */
export const carbonBodies = {
  'carbon/project': project.projectBodySchema,
  'carbon/plot': project.plotBodySchema,
  'carbon/monitoring': monitoring.monitoringBodySchema,
  'carbon/issuance': block.issuanceBodySchema,
  'carbon/block': block.blockBodySchema,
  'carbon/retirement': block.retirementBodySchema,
  'carbon/annotation': block.annotationBodySchema,
  'carbon/reversal': block.reversalBodySchema,
  'carbon/inventory': inventory.inventoryBodySchema,
  'carbon/offer': inventory.offerBodySchema,
} as const;
