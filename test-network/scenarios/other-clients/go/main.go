// Command other-clients reads a tlog-tiles log with the reference clients of others: golang.org/x/mod/sumdb, transparency-dev/formats and
// Tessera's fsck. It shares no code with the log that it reads.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/url"
	"os"
	"strings"
)

type list []string

func (l *list) String() string         { return strings.Join(*l, " ") }
func (l *list) Set(value string) error { *l = append(*l, value); return nil }

func main() {
	address := flag.String("log", "", "address of the log, ending in /log/")
	logKey := flag.String("log-key", "", "verifier key of the log")
	var witnesses, bundles list
	flag.Var(&witnesses, "witness", "verifier key of a witness that must have cosigned; repeatable")
	flag.Var(&bundles, "bundle", "address of a proof bundle whose proofs are checked; repeatable")
	flag.Parse()
	root, err := url.Parse(*address)
	if err != nil || *address == "" {
		log.Fatalf("-log: no address: %v", err)
	}
	ctx := context.Background()
	client := &client{ctx: ctx, root: root}
	failed := false
	report := func(name string, said string, err error) {
		if err != nil {
			failed = true
			said = "FAILED " + err.Error()
		}
		fmt.Printf("%s: %s\n", name, said)
	}
	head, said, err := client.openCheckpoint(*logKey)
	report("sumdb/note", said, err)
	said, err = client.checkCosignatures(witnesses)
	report("formats/note", said, err)
	if head != nil {
		said, err = client.checkTree(*head)
		report("sumdb/tlog", said, err)
		for _, bundle := range bundles {
			said, err = client.checkBundle(*logKey, bundle)
			report("bundle", said, err)
		}
	}
	said, err = fsckLog(ctx, root, *logKey)
	report("tessera/fsck", said, err)
	if failed {
		os.Exit(1)
	}
}
