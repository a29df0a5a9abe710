// Package library tells which versions of libraries a command was built with.
package library

import "runtime/debug"

// Version is the version of a module, such as v0.37.2; unknown where the build did not record it.
func Version(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == path {
				return module.Version
			}
		}
	}
	return "unknown"
}
