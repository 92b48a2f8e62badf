package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

type entry struct {
	Leaf      string   `json:"leaf"`
	Index     int64    `json:"index"`
	Inclusion []string `json:"inclusion"`
}

type bundle struct {
	Checkpoint  string `json:"checkpoint"`
	Record      *entry `json:"record"`
	State       entry  `json:"state"`
	Consistency *struct {
		From  int64    `json:"from"`
		Proof []string `json:"proof"`
	} `json:"consistency"`
}

func hashes(texts []string) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, text := range texts {
		bytes, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(bytes) != tlog.HashSize {
			return nil, fmt.Errorf("%q is no hash", text)
		}
		read = append(read, tlog.Hash(bytes))
	}
	return read, nil
}

// checkBundle lets sumdb/tlog judge the proofs that the log's own code made: of the record, of the state and of consistency.
// They are of the bundle's own checkpoint: a running log may have published another since.
func (c *client) checkBundle(vkey string, address string) (string, error) {
	raw, err := c.get(address)
	if err != nil {
		return "", err
	}
	var read bundle
	if err := json.Unmarshal(raw, &read); err != nil {
		return "", err
	}
	if read.Record == nil || read.Consistency == nil {
		return "", fmt.Errorf("the bundle has no record or no consistency proof")
	}
	head, err := readHead([]byte(read.Checkpoint), vkey)
	if err != nil {
		return "", err
	}
	read.State.Index = head.N - 1
	for _, one := range []entry{*read.Record, read.State} {
		proof, err := hashes(one.Inclusion)
		if err != nil {
			return "", err
		}
		if err := tlog.CheckRecord(proof, head.N, head.Hash, one.Index, tlog.RecordHash([]byte(one.Leaf))); err != nil {
			return "", err
		}
	}
	proof, err := hashes(read.Consistency.Proof)
	if err != nil {
		return "", err
	}
	old, err := tlog.TreeHash(read.Consistency.From, tlog.TileHashReader(*head, tiles{c}))
	if err != nil {
		return "", err
	}
	if err := tlog.CheckTree(proof, head.N, head.Hash, read.Consistency.From, old); err != nil {
		return "", err
	}
	return fmt.Sprintf("leaf %d, consistent with %d leaves", read.Record.Index, read.Consistency.From), nil
}
