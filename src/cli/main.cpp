// The executable; all of it is in command.cpp.
#include "cli/commands.hpp"

int main(int argc, char** argv) { return kto::cli::command(argc, argv); }
