// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What attestation registries keep for each record: who attested what about whom, under which schema, until when. Only to compare with; not
/// deployed anywhere.
contract Attestations {
    struct Attestation {
        bytes32 schema;
        bytes32 refers; // to another attestation, 0: to none
        uint64 time;
        uint64 expires; // 0: never
        uint64 revoked; // 0: not
        address attester;
        address recipient;
        bytes data;
    }

    mapping(bytes32 id => Attestation) public attestations;

    event Attested(address indexed recipient, address indexed attester, bytes32 id, bytes32 indexed schema);

    error Known();

    function attest(bytes32 schema, address recipient, bytes calldata data) external returns (bytes32 id) {
        id = keccak256(abi.encodePacked(schema, recipient, msg.sender, block.timestamp, data));
        if (attestations[id].time != 0) revert Known();
        attestations[id] = Attestation(
            schema, bytes32(0), uint64(block.timestamp), 0, 0, msg.sender, recipient, data
        );
        emit Attested(recipient, msg.sender, id, schema);
    }
}
