import grpc from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { rawMethod } from '../node/rpc.ts';
import type { Endorsement, Endorser } from './endorser.ts';
import { unpackProposal } from './proposal.ts';

/** protos.ProposalResponse */
const proposalResponse = (answer: Endorsement): Buffer => {
  const response = new peer.Response();
  response.setStatus(answer.response.status);
  response.setMessage(answer.response.message);
  response.setPayload(answer.response.payload);
  const message = new peer.ProposalResponse();
  message.setVersion(1);
  message.setResponse(response);
  if (answer.payload) message.setPayload(answer.payload);
  if (answer.endorsement) {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(answer.endorsement.endorser);
    endorsement.setSignature(answer.endorsement.signature);
    message.setEndorsement(endorsement);
  }
  return Buffer.from(message.serializeBinary());
};

/** `/protos.Endorser/ProcessProposal`, what the peer CLI and older clients call. */
export const addEndorserService = (server: grpc.Server, endorser: Endorser): void => {
  const processProposal: grpc.handleUnaryCall<Buffer, Buffer> = (call, callback) => {
    let proposal;
    try {
      proposal = unpackProposal(call.request);
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: (error as Error).message });
      return;
    }
    endorser.process(proposal).then(
      (answer) =>
        answer.refused
          ? callback({ code: grpc.status.UNKNOWN, details: answer.response.message })
          : callback(null, proposalResponse(answer)),
      (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
  };
  server.addService({ processProposal: rawMethod('/protos.Endorser/ProcessProposal') }, { processProposal });
};
