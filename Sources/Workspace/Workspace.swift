// The module Workspace.
