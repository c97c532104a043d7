//go:build tools

// Package tools pins the registry with the referrers API that the integration tests use.
package tools

import _ "github.com/olareg/olareg/cmd/olareg"
