// The module LindungMain.
